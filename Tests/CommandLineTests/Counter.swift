import Foundation
import HTTP
import Host
import Sandbox
import Screen
import Testing
import Units

@testable import CommandLine

/// A world with nothing outside it but a folder: the output of commands is kept, and their requests
/// are answered by a closure or a sandbox.
struct Counter: Sendable {
  /// What was written, and the errors of writing.
  final class Streams: Sendable {
    let bytes = Locked<[Console.Stream: [UInt8]]>([:])
    /// How many bytes standard output takes, and the error after them.
    let room: Locked<(bytes: Int, error: OutputError)?>

    init(room: (bytes: Int, error: OutputError)?) { self.room = Locked(room) }

    func write(_ new: [UInt8], _ stream: Console.Stream) throws(OutputError) {
      if stream == .output, let (left, error) = room.withLock({ $0 }), left < new.count {
        throw error
      }
      bytes.withLock { $0[stream, default: []] += new }
      if stream == .output { room.withLock { $0?.bytes -= new.count } }
    }
  }

  let folder: String
  let streams: Streams
  var world: World

  var output: String { text(.output) }
  var errors: String { text(.errors) }

  private func text(_ stream: Console.Stream) -> String {
    streams.bytes.withLock { String(decoding: $0[stream] ?? [], as: UTF8.self) }
  }

  /// Runs one command line.
  func run(_ arguments: String...) async -> Program.Ending {
    await Program.run(arguments, in: world)
  }

  /// A counter in a folder of its own, which is removed after the body. Terminals have 120 columns.
  /// `input` is the lines of standard input, `room` how many bytes standard output takes and the
  /// error after them. Without an `answer` the server cannot be reached.
  static func open(
    terminals: Set<Console.Stream> = [], input: [String] = [],
    room: (bytes: Int, error: OutputError)? = nil, environment: [String: String] = [:],
    answer: (@Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse)? = nil,
    _ body: (Counter) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "till-counter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let streams = Streams(room: room)
    let lines = Locked(input[...])
    let console = Console(
      terminals: terminals, width: { terminals.contains($0) ? 120 : nil },
      readLine: { lines.withLock { $0.popFirst() } },
      write: { bytes, stream throws(OutputError) in try streams.write(bytes, stream) })
    let client = HTTPClient { request async throws(HTTPError) in
      guard let answer else { throw HTTPError(.connect, "nobody listens") }
      return try await answer(request)
    }
    let variables = [
      "HOME": folder, "STRIPE_API_KEY": "sk_test_till_sandbox_0001",
      "TILL_API_BASE": "http://127.0.0.1:9",
    ]
    let world = World(
      console: console, environment: variables.merging(environment) { $1 }, home: folder,
      now: { 1_796_000_000 }, zone: { .utc }, transport: { _ in .init(client: client) },
      openDashboard: { _, _ in }, stopSignals: { .init { try? await pause(for: .seconds(3600)) } })
    try await body(Counter(folder: folder, streams: streams, world: world))
  }

  /// The same, with a sandbox as the server.
  static func open(
    sessions: Int, terminals: Set<Console.Stream> = [], input: [String] = [],
    room: (bytes: Int, error: OutputError)? = nil, _ body: (Counter) async throws -> Void
  ) async throws {
    var options = SandboxOptions()
    options.sessions = sessions
    let server = try SandboxServer(options)
    let port = try await server.start()
    let transport = CurlTransport()
    do {
      try await open(
        terminals: terminals, input: input, room: room,
        environment: ["TILL_API_BASE": "http://127.0.0.1:\(port)"],
        answer: { request async throws(HTTPError) in try await transport.client.send(request) }
      ) { counter in
        var counter = counter
        // The sandbox uses the real time.
        counter.world.now = { Int(Date().timeIntervalSince1970) }
        try await body(counter)
      }
    } catch {
      await server.stop()
      throw error
    }
    transport.shutdown()
    await server.stop()
  }

  /// The id of the newest session with a status, read without the command under test.
  func anID(_ status: String = "open") async throws -> String {
    let other = Streams(room: nil)
    var quiet = self
    quiet.world.console = Console { bytes, stream throws(OutputError) in
      try other.write(bytes, stream)
    }
    _ = await quiet.run("list", "--status", status, "--limit", "1", "--format", "csv")
    let text = other.bytes.withLock { String(decoding: $0[.output] ?? [], as: UTF8.self) }
    let row = try #require(text.split(whereSeparator: \.isNewline).dropFirst().first)
    return String(row.prefix { $0 != "," })
  }
}
