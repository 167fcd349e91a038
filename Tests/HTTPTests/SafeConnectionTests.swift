import Foundation
import Testing

@testable import HTTP

/// What is said about connections that could not be made safe, and about proxies.
@Suite struct SafeConnectionTests {
  private func failure(
    _ url: String, _ options: HTTPOptions = HTTPOptions()
  ) async -> HTTPError? {
    let transport = CurlTransport(options)
    defer { transport.shutdown() }
    do throws(HTTPError) {
      _ = try await transport.client.send(HTTPRequest(.get, url))
      return nil
    } catch { return error }
  }

  @Test func `a reset during the handshake is a broken connection, and no bad certificate`() async {
    let server = LoopbackServer(.reset)
    defer { server.stop() }
    let error = await failure("https://127.0.0.1:\(server.port)/")
    #expect(error?.code == .brokenAnswer, "\(String(describing: error))")
  }

  @Test(arguments: [
    (
      "Could not resolve proxy: user:secret@proxy.example",
      "Could not resolve proxy: …@proxy.example"
    ),
    ("connect to http://user:se@cret@proxy:80 failed", "connect to http://…@proxy:80 failed"),
    ("Proxy 'user:secret@h' is wrong", "Proxy '…@h' is wrong"),
    ("no proxy at all", "no proxy at all"),
  ])
  func `a proxy's password is in no message`(said: String, shown: String) {
    #expect(said.withoutUserInfo == shown)
  }

  @Test(.enabled(if: TLSServer.isPossible, "openssl is not here"))
  func `a certificate of an own authority is named, and accepted once it is given`() async throws {
    let server = try TLSServer()
    defer { server.stop() }
    let url = "https://localhost:\(server.port)/answer.txt"
    let error = try #require(await failure(url))
    #expect(error.code == .tls)
    let certificate = try #require(error.certificate)
    #expect(certificate.subject.contains("localhost"))
    #expect(certificate.issuer.contains("Till Test Authority"))
    #expect(certificate.validUntil.contains("GMT"))
    var options = HTTPOptions()
    options.authorities = HTTPOptions.Authorities(file: server.authority, origin: "ca_bundle")
    #expect(await failure(url, options) == nil)
    // The name counts as well as the authority.
    let other = try #require(await failure("https://127.0.0.1:\(server.port)/answer.txt", options))
    #expect(other.code == .tls)
    #expect(other.detail.contains("trusted are the certificates that ca_bundle names"))
  }
}

/// A server for https on this machine, with a certificate of an authority that nobody knows.
private final class TLSServer {
  private static let program = "/usr/bin/openssl"
  static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let port: Int
  private let folder: URL
  private let server = Process()

  /// The authority's own certificate.
  var authority: String { folder.appending(path: "authority.pem").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "till-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("fine".utf8).write(to: folder.appending(path: "answer.txt"))
    try Data("subjectAltName=DNS:localhost".utf8).write(to: folder.appending(path: "names"))
    // A port that was free a moment ago.
    let listener = LoopbackServer(.close)
    port = listener.port
    listener.stop()
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try run(
      [
        "req", "-x509", "-subj", "/CN=Till Test Authority", "-days", "2", "-keyout",
        "authority.key",
        "-out", "authority.pem",
      ] + key)
    try run(["req", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "request"] + key)
    try run([
      "x509", "-req", "-in", "request", "-CA", "authority.pem", "-CAkey", "authority.key",
      "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem",
    ])
    let output = Pipe()
    prepare(
      server,
      ["s_server", "-accept", "\(port)", "-cert", "server.pem", "-key", "server.key", "-WWW"])
    server.standardOutput = output
    try server.run()
    // Its first line says that it listens.
    _ = output.fileHandleForReading.availableData
  }

  func stop() {
    server.terminate()
    server.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func run(_ arguments: [String]) throws {
    let process = Process()
    prepare(process, arguments)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
  }

  private func prepare(_ process: Process, _ arguments: [String]) {
    process.executableURL = URL(filePath: Self.program)
    process.currentDirectoryURL = folder
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
  }
}
