import Foundation
import GRDB
import Glibc
import Host
import Synchronization
import Testing

@testable import RecordCache

@Suite struct ReadConnectionsTests {
  /// Counts without end, so that only an interruption stops it. What waits runs on the workers: it
  /// would keep the threads of other tests.
  private static let endless = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
    """

  private static let long = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000)
    SELECT count(*) FROM n
    """

  private func withConnections(
    _ body: (ReadConnections) async throws -> Void
  ) async throws {
    let folder = Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let path = folder.path + "/cache.sqlite"
    let writer = try DatabaseQueue(path: path)
    try await writer.write { try $0.execute(sql: "CREATE TABLE t (i); INSERT INTO t VALUES (7)") }
    try writer.close()
    var configuration = Configuration()
    configuration.readonly = true
    try await body(ReadConnections(path: path, configuration: configuration))
    withExtendedLifetime(folder) {}
  }

  private static func value(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "SELECT i FROM t")
  }

  @Test func `reads at the same time have a connection each, and later ones use them again`()
    async throws
  {
    try await withConnections { connections in
      let first = try connections.read { outer in
        let inner = try connections.read { inner in
          #expect(inner !== outer)
          return try Self.value(inner)
        }
        #expect(inner == 7)
        return ObjectIdentifier(outer)
      }
      let seen = try (1...2).map { _ in try connections.read { ObjectIdentifier($0) } }
      #expect(seen[0] == seen[1])
      #expect(seen.contains(first))
      try connections.close()
    }
  }

  @Test func `a read runs on the thread that asks`() async throws {
    try await withConnections { connections in
      let thread = pthread_self()
      let other = try connections.read { _ in pthread_self() }
      #expect(pthread_equal(thread, other) != 0)
    }
  }

  @Test func `a cancelled task stops reading, and its connection can be used again`()
    async throws
  {
    try await withConnections { connections in
      for _ in 1...20 {
        let begun = AsyncStream<Void>.makeStream()
        let task = Task(executorPreference: Workers.shared) {
          try connections.readUntilCancelled({ database -> Int? in
            begun.continuation.yield()
            return try Int.fetchOne(database, sql: Self.endless)
          })
        }
        for await _ in begun.stream { break }
        task.cancel()
        let result = await task.result
        #expect((try? result.get()) == nil)
        let value = try connections.read(Self.value)
        #expect(value == 7)
      }
    }
  }

  @Test func `a task that is cancelled already does not read`() async throws {
    try await withConnections { connections in
      let task = Task {
        withUnsafeCurrentTask { unsafe $0?.cancel() }
        return try connections.readUntilCancelled(Self.value)
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `closing waits for reads, and later ones are refused`() async throws {
    try await withConnections { connections in
      let begun = AsyncStream<Void>.makeStream()
      let isClosing = Flag()
      let hasEnded = Flag()
      await withTaskGroup(of: Void.self) { group in
        group.addTask(executorPreference: Workers.shared) {
          _ = try? connections.read { database in
            begun.continuation.yield()
            while !isClosing.isSet { sched_yield() }
            let count = try Int.fetchOne(database, sql: Self.long)
            #expect(count == 300_000)
            hasEnded.set()
          }
        }
        for await _ in begun.stream { break }
        group.addTask(executorPreference: Workers.shared) {
          isClosing.set()
          Self.close(connections)
          let isLast = hasEnded.isSet
          #expect(isLast)
        }
      }
      let late = try? connections.read(Self.value)
      #expect(late == nil)
    }
  }

  @Test func `many threads read while it is closed`() async throws {
    for _ in 1...30 {
      try await withConnections { connections in
        await withTaskGroup(of: Void.self) { group in
          for _ in 1...4 {
            group.addTask(executorPreference: Workers.shared) {
              while let value = try? connections.read(Self.value) { #expect(value == 7) }
            }
          }
          Self.close(connections)
        }
      }
    }
  }

  private static func close(_ connections: ReadConnections) {
    do { try connections.close() } catch { Issue.record(error) }
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
  }
}
