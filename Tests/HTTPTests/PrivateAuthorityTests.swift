import Foundation
import Glibc
import Testing

@testable import HTTP

/// A private certificate authority, over HTTP/2, since nghttpd speaks nothing else.
@Suite(.enabled(if: SecureServer.canRun, "needs openssl and nghttpd (Debian's nghttp2-server)"))
struct PrivateAuthorityTests {
  private func outcome(
    _ server: SecureServer, _ options: HTTPOptions = HTTPOptions()
  ) async -> Result<HTTPResponse, HTTPError> {
    let transport = CurlTransport(options)
    defer { transport.shutdown() }
    let url = "https://localhost:\(server.port)/v1/account"
    do throws(HTTPError) {
      return .success(try await transport.client.send(HTTPRequest(.get, url)))
    } catch { return .failure(error) }
  }

  @Test func `a server is believed when its authority is named, as a file or in a folder`()
    async throws
  {
    let server = try await SecureServer()
    defer { server.stop() }
    for authorities in [
      HTTPOptions.Authorities(file: server.path("ca.pem"), origin: "SSL_CERT_FILE"),
      HTTPOptions.Authorities(folder: server.path("authorities"), origin: "SSL_CERT_DIR"),
    ] {
      var options = HTTPOptions()
      options.authorities = authorities
      let response = try await outcome(server, options).get()
      #expect(response.status == 200)
      #expect(String(decoding: response.body, as: UTF8.self) == SecureServer.content)
    }
  }

  @Test func `a server of an unknown authority is refused, with what its certificate says`()
    async throws
  {
    let server = try await SecureServer()
    defer { server.stop() }
    var options = HTTPOptions()
    options.authorities = HTTPOptions.Authorities(
      file: server.path("other.pem"), origin: "SSL_CERT_FILE")
    for options in [HTTPOptions(), options] {
      guard case .failure(let error) = await outcome(server, options) else {
        Issue.record("a server that nobody vouches for was believed")
        continue
      }
      #expect(error.code == .tls)
      #expect(error.certificate?.subject.contains("localhost") == true)
      #expect(error.certificate?.issuer.contains("A house of its own") == true)
      #expect(error.certificate?.validUntil.contains("GMT") == true)
      #expect(error.detail.contains("SSL_CERT_FILE") == (options.authorities != nil))
    }
  }
}

/// nghttpd with a certificate that the test's own authority has signed.
private final class SecureServer {
  static let content = #"{"id":"acct_1"}"#

  private static let openssl = "/usr/bin/openssl"
  private static let nghttpd = "/usr/sbin/nghttpd"

  static var canRun: Bool {
    [openssl, nghttpd].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
  }

  let port: Int
  private let folder: URL
  private let process = Process()

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "till-tls-\(UUID().uuidString)")
    let site = folder.appending(path: "site/v1")
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    try Data(Self.content.utf8).write(to: site.appending(path: "account"))
    port = Int.random(in: 20_000..<30_000)
    try makeCertificates()
    process.executableURL = URL(filePath: Self.nghttpd)
    process.arguments = [
      "--address=127.0.0.1", "--htdocs=\(path("site"))", String(port), path("key.pem"),
      path("server.pem"),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try await waitUntilListening()
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func stop() {
    // The child inherits the signal mask of a test thread, in which SIGTERM is blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func makeCertificates() throws {
    for (name, subject) in [("ca", "/CN=A house of its own"), ("other", "/CN=Another house")] {
      try openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", subject, "-keyout", path("\(name).key"), "-out", path("\(name).pem"))
    }
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
      "/CN=localhost", "-keyout", path("key.pem"), "-out", path("request.pem"))
    try Data("subjectAltName=DNS:localhost".utf8).write(to: folder.appending(path: "names"))
    try openssl(
      "x509", "-req", "-in", path("request.pem"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
      "-CAcreateserial", "-days", "2", "-extfile", path("names"), "-out", path("server.pem"))
    let authorities = folder.appending(path: "authorities")
    try FileManager.default.createDirectory(at: authorities, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: folder.appending(path: "ca.pem"), to: authorities.appending(path: "ca.pem"))
    try openssl("rehash", authorities.path)
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.openssl)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
  }

  private func waitUntilListening() async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = UInt16(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      if result == 0 { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("nghttpd does not listen")
  }
}
