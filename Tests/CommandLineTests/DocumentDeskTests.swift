import Checkout
import Dashboard
import Host
import JSON
import Query
import Testing

@testable import CommandLine

@Suite struct DocumentDeskTests {
  private static let requests: [FirestoreRequest] = [
    .readRows(ListQuery(), .top, limit: 10, generation: 1),
    .readFacts(ListQuery(), views: [:], generation: 1), .readFieldNames(ListQuery()),
    .readTexts([JSONPath([.name("metadata"), .name("order")])], ids: ["a"]),
    .ofSession("cs_test_1"), .seek("A-1001"),
  ]

  @Test func `each question that the cache cannot answer is said to have failed`() async throws {
    try await Counter.open { counter in
      let world = counter.world
      let setup = try Setup.load(in: world)
      let firestore = try FirestoreConnection.sandbox(
        at: "http://127.0.0.1:9", .none, setup, in: world, monitor: nil)
      let desk = try DocumentDesk(
        firestore, beside: try await Connection.open(.none, in: world), isSandbox: true, .none,
        setup, in: world)
      let answers = Locked<[FirestoreAnswer]>([])
      for request in Self.requests {
        await desk.answer(request) { answer in answers.withLock { $0.append(answer) } }
      }
      #expect(answers.withLock { $0.count { if case .failed = $0 { true } else { false } } } == 0)
      // The cache is closed.
      world.closing.run()
      answers.withLock { $0 = [] }
      for request in Self.requests {
        await desk.answer(request) { answer in answers.withLock { $0.append(answer) } }
      }
      let failed = answers.withLock {
        $0.compactMap { if case .failed(let request, _) = $0 { request } else { nil } }
      }
      #expect(failed == Self.requests)
    }
  }
}
