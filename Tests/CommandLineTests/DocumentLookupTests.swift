import Checkout
import DocumentLibrary
import Firestore
import Foundation
import HTTP
import Host
import RecordCache
import Settings
import Testing

@testable import CommandLine

/// Documents of the Firebase extension in the results of a look-up without a terminal.
@Suite struct DocumentLookupTests {
  private func open(_ body: (Counter) async throws -> Void) async throws {
    try await Counter.open(sessions: 300) { counter in
      var counter = counter
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      counter.world.environment["FIRESTORE_EMULATOR_HOST"] = String(base.dropFirst(7))
      counter.world.environment["GOOGLE_CLOUD_PROJECT"] = "demo"
      try await body(counter)
    }
  }

  @Test func `documents that are kept are found by user, path, metadata and error`() async throws {
    try await open { counter in
      #expect(await counter.run("find", "somebody") == .code(1))
      #expect(counter.errors.contains("“till sync --documents” reads them"))
      #expect(await counter.run("sync", "--documents") == .code(0), "\(counter.errors)")
      _ = await counter.run("documents", "--cached", "--state", "failed", "--format", "csv")
      let row = try #require(counter.output.split(whereSeparator: \.isNewline).dropFirst().first)
      let path = try #require(
        row.split(separator: ",").map(String.init).first { $0.contains("/checkout_sessions/") })
      let parts = path.split(separator: "/").map(String.init)
      try #require(parts.count == 4)
      for sought in [path, parts[1], parts[3], "No such price"] {
        #expect(await counter.run("find", sought) == .code(0), "\(sought)")
      }
      #expect(counter.errors.contains("“till document \(path)” shows it"))
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("find", "No such price", "--limit", "1") == .code(0))
      #expect(counter.output.split(whereSeparator: \.isNewline).count == 2, "\(counter.output)")
      #expect(counter.errors.contains("not all of these documents are listed; --all lists them"))
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("find", "No such price", "--all") == .code(0))
      #expect(counter.output.split(whereSeparator: \.isNewline).count > 2)
      #expect(!counter.errors.contains("not all"), "\(counter.errors)")
      #expect(await counter.run("find", "nobodyhasthis") == .code(1))
      #expect(counter.errors.contains("no document of Firestore's matches"))
    }
  }

  @Test func `a list that was cut says so, and a search without a match fails`() async throws {
    try await open { counter in
      #expect(await counter.run("documents", "--limit", "5") == .code(0))
      #expect(counter.errors.contains("the rest was not read, and more may exist"))
      #expect(await counter.run("documents", "--state", "failed", "--limit", "1") == .code(0))
      #expect(counter.errors.contains("more documents match; --limit N lists N"))
      #expect(await counter.run("sync", "--documents") == .code(0))
      let before = counter.errors.count
      #expect(await counter.run("documents", "--cached") == .code(0))
      #expect(!counter.errors.dropFirst(before).contains("--limit"))
      #expect(await counter.run("documents", "--cached", "--limit", "5") == .code(0))
      #expect(
        counter.errors.dropFirst(before).contains("more documents match; --limit N lists N"))
      #expect(await counter.run("documents", "--query", "nosuchword") == .code(1))
    }
  }

  @Test func `what is read of one user is cut to the limit, or said first`() async throws {
    let requests = Locked<[HTTPRequest]>([])
    try await Counter.open(
      environment: ["FIRESTORE_EMULATOR_HOST": "127.0.0.1:9", "GOOGLE_CLOUD_PROJECT": "demo"],
      answer: { request throws(HTTPError) in
        requests.withLock { $0.append(request) }
        let count = #"[{"result":{"aggregateFields":{"count":{"integerValue":"3"}}}}]"#
        return HTTPResponse(
          status: 200, headers: ["Content-Type": "application/json"],
          body: Array((request.url.hasSuffix(":runAggregationQuery") ? count : "{}").utf8))
      }
    ) { counter in
      #expect(await counter.run("documents", "--user", "ada", "--limit", "1") == .code(0))
      #expect(requests.withLock { $0.map(\.url) }.allSatisfy { $0.hasSuffix("?pageSize=1") })
      for more in [[], ["--state", "failed", "--limit", "1"], ["--duplicates", "--limit", "1"]] {
        requests.withLock { $0 = [] }
        let before = counter.errors.count
        let arguments = ["documents", "--user", "ada"] + more
        #expect(await Program.run(arguments, in: counter.world) == .code(0))
        #expect(counter.errors.dropFirst(before).contains("this reads 3 documents"))
        let asked = requests.withLock { $0 }
        #expect(asked.first?.url.hasSuffix("/customers/ada:runAggregationQuery") == true)
        #expect(asked.last?.url.hasSuffix("/checkout_sessions?pageSize=2500") == true)
      }
    }
  }

  @Test func `a token_command that fails is called by its name`() async throws {
    try await Counter.open { counter in
      let text = """
        [profiles.shop]
        api_key = "sk_test_till_sandbox_0001"
        [profiles.shop.firestore]
        project = "demo"
        token_command = ["/nowhere/token"]
        """
      try PrivateFiles.write(Array(text.utf8), to: counter.folder + "/.config/till/config.toml")
      #expect(await counter.run("documents", "--profile", "shop") == .code(77))
      #expect(
        counter.errors.contains(
          "The profile's token_command: there is no program “/nowhere/token”."),
        "\(counter.errors)")
      #expect(!counter.errors.contains("api_key_command"))
    }
  }

  @Test func `a server that is not Firestore is not taken for a missing document`() async throws {
    try await Counter.open(
      environment: ["FIRESTORE_EMULATOR_HOST": "127.0.0.1:9", "GOOGLE_CLOUD_PROJECT": "demo"],
      answer: { _ throws(HTTPError) in
        HTTPResponse(status: 404, headers: ["Content-Type": "text/html"], body: Array("<p>".utf8))
      }
    ) { counter in
      for arguments in [["documents"], ["document", "customers/u/checkout_sessions/d"]] {
        #expect(await Program.run(arguments, in: counter.world) == .code(69))
      }
      #expect(counter.errors.contains("This is not an answer of Firestore."))
      #expect(counter.errors.contains("Check the address"))
    }
  }

  @Test func `a file that several databases shared is removed`() async throws {
    try await open { counter in
      let setup = try Setup.load(in: counter.world)
      let firestore = try FirestoreConnection.open(.none, setup, in: counter.world)
      let older = try #require(
        DocumentCache.olderName(of: firestore.client.database, firestore.client.customers))
      let path = RecordCache.path(
        of: .document, directory: setup.paths.cache, account: older, livemode: false)
      let shared = try RecordCache.open(
        .document, directory: setup.paths.cache, account: older, livemode: false, now: 1)
      try shared.cache.close()
      #expect(FileManager.default.fileExists(atPath: path))
      #expect(await counter.run("sync", "--documents") == .code(0), "\(counter.errors)")
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(await counter.run("documents", "--cached") == .code(0))
    }
  }

  @Test func `the full name of another project's document is refused`() async throws {
    try await open { counter in
      let path = "databases/(default)/documents/customers/u/checkout_sessions/d"
      #expect(await counter.run("document", "projects/other/\(path)") == .code(64))
      #expect(counter.errors.contains("this document is in the project other"))
      #expect(await counter.run("document", "projects/demo/\(path)") == .code(66))
    }
  }
}
