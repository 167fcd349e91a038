import HTTP
import Host
import Testing

@testable import CommandLine

/// Changes whose answer, or whose own output, is lost.
@Suite struct LostAnswerTests {
  private static let creating = [
    "create", "--price", "price_1", "--success-url", "https://a.example",
  ]
  private static let updating = ["update", "cs_test_a", "--metadata", "a=b"]

  private static func session(_ id: String, url: String = "https://a.example/pay") -> HTTPResponse {
    let text = """
      {"id": "\(id)", "object": "checkout.session", "created": 1, "livemode": false,
       "status": "open", "metadata": {"a": "b"}, "url": "\(url)"}
      """
    return HTTPResponse(status: 200, body: Array(text.utf8))
  }

  private static func failure(_ status: Int) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["Stripe-Should-Retry": "false"],
      body: Array(#"{"error": {"message": "Oops"}}"#.utf8))
  }

  @Test func `an expire without an answer is not known, and ends as unreachable`() async throws {
    let posts = Locked(0)
    try await Counter.open(
      answer: { request throws(HTTPError) in
        guard request.method == .post else {
          return Self.session(request.url.contains("cs_test_b") ? "cs_test_b" : "cs_test_a")
        }
        posts.withLock { $0 += 1 }
        return Self.failure(500)
      }
    ) { counter in
      #expect(await counter.run("expire", "cs_test_a", "cs_test_b", "--yes") == .code(69))
      #expect(counter.errors.contains("0 of 2 expired, 2 not known"), "\(counter.errors)")
      #expect(
        counter.errors.contains("Stripe has a problem of its own (500). Oops."),
        "\(counter.errors)")
      #expect(counter.output.isEmpty)
    }
    #expect(posts.withLock { $0 } == 2)
  }

  @Test func `ids that fail in different ways end as a failure`() async throws {
    try await Counter.open(
      answer: { request throws(HTTPError) in
        guard request.url.contains("cs_test_b") else { return Self.failure(404) }
        return request.method == .post ? Self.failure(500) : Self.session("cs_test_b")
      }
    ) { counter in
      #expect(await counter.run("expire", "cs_test_a", "cs_test_b", "--yes") == .code(1))
    }
  }

  @Test(arguments: [Self.creating, Self.updating])
  func `a change whose answer is lost is not known, and the key is named that repeats it`(
    arguments: [String]
  ) async throws {
    let keys = Locked<[String?]>([])
    try await Counter.open(
      answer: { request throws(HTTPError) in
        keys.withLock { $0.append(request.headers["Idempotency-Key"]) }
        return Self.failure(500)
      }
    ) { counter in
      #expect(await Program.run(arguments, in: counter.world) == .code(69))
      let key = try #require(keys.withLock { $0.first } ?? nil)
      #expect(counter.errors.contains(" is not known: "), "\(counter.errors)")
      #expect(counter.errors.contains("--idempotency-key \(key):"), "\(counter.errors)")
    }
  }

  @Test(arguments: [Self.creating, Self.updating])
  func `what is no answer of Stripe says nothing of the change either`(
    arguments: [String]
  ) async throws {
    for body in ["<html>", #"{"object": "list"}"#] {
      try await Counter.open(
        answer: { _ throws(HTTPError) in HTTPResponse(status: 200, body: Array(body.utf8)) }
      ) { counter in
        #expect(await Program.run(arguments, in: counter.world) == .code(69))
        #expect(counter.errors.contains(" is not known: "), "\(counter.errors)")
      }
    }
  }

  @Test(arguments: [400, 404, 429])
  func `a refusal is a plain failure`(status: Int) async throws {
    try await Counter.open(answer: { _ throws(HTTPError) in Self.failure(status) }) { counter in
      #expect(await Program.run(Self.creating, in: counter.world) != .code(0))
      #expect(!counter.errors.contains("not known"), "\(counter.errors)")
    }
  }

  @Test(arguments: [Self.creating, Self.updating])
  func `a change that is stopped while it is under way is not known`(
    arguments: [String]
  ) async throws {
    let asked = AsyncStream.makeStream(of: Void.self)
    try await Counter.open(
      answer: { _ throws(HTTPError) in
        asked.continuation.yield()
        do { try await pause(for: .seconds(3600)) } catch {}
        throw HTTPError(.cancelled, "")
      }
    ) { counter in
      var world = counter.world
      world.stopSignals = { .init { for await _ in asked.stream { return } } }
      #expect(await Program.run(arguments, in: world) == .code(130))
      #expect(counter.errors.contains(" is not known: "), "\(counter.errors)")
      #expect(counter.errors.contains("--idempotency-key "), "\(counter.errors)")
    }
  }

  @Test(arguments: [
    (OutputError.failed(28), Program.Ending.code(1)), (.closed, .brokenPipe),
  ])
  func `an id that cannot be printed is said on stderr`(
    error: OutputError, ending: Program.Ending
  ) async throws {
    for (arguments, verb) in [(Self.creating, "created"), (Self.updating, "changed")] {
      try await Counter.open(
        room: (0, error), answer: { _ throws(HTTPError) in Self.session("cs_test_a") }
      ) { counter in
        #expect(await Program.run(arguments, in: counter.world) == ending)
        #expect(counter.errors.contains("till: cs_test_a is \(verb)"), "\(counter.errors)")
      }
    }
  }

  @Test func `a session with a URL that is not printed is said to be created`() async throws {
    try await Counter.open(
      answer: { _ throws(HTTPError) in Self.session("cs_test_a", url: "file:///etc/passwd") }
    ) { counter in
      #expect(
        await Program.run(Self.creating + ["--format", "url"], in: counter.world) == .code(1))
      #expect(counter.errors.contains("till: cs_test_a is created"), "\(counter.errors)")
    }
  }
}
