import Checkout
import Dashboard
import FoundationEssentials
import Host
import Query
import Settings
import Testing

@testable import CommandLine

struct ViewTests {
  private func configure(_ counter: Counter, _ text: String) throws {
    try PrivateFiles.write(Array(text.utf8), to: counter.folder + "/.config/till/config.toml")
  }

  @Test func `a view lists what the same query and filters list`() async throws {
    try await Counter.open(sessions: 60) { counter in
      try configure(
        counter,
        """
        [views.paid]
        query = "payment:paid"
        [views.dear]
        status = "complete"
        sort = "-amount"
        [views.subtotal]
        sort = "-amount_subtotal"
        """)
      _ = await counter.run("sync")
      for (view, same) in [
        ("paid", ["--query", "payment:paid"]), ("dear", ["--status", "complete"]),
      ] {
        let start = counter.output.count
        #expect(
          await counter.run("list", "--view", view, "--all", "--format", "csv") == .code(0))
        let listed = counter.output.dropFirst(start)
        let middle = counter.output.count
        _ = await Program.run(["list", "--all", "--format", "csv"] + same, in: counter.world)
        let wanted = counter.output.dropFirst(middle)
        #expect(listed.split(separator: "\r\n").count > 1)
        #expect(
          Set(listed.split(separator: "\r\n")) == Set(wanted.split(separator: "\r\n")), "\(view)")
        #expect(counter.errors.contains("across currencies") == (view == "dear"))
      }
      #expect(counter.errors.contains("amounts are compared as numbers, across currencies"))
      // The value of a path is compared as it is in the object.
      _ = await counter.run("list", "--view", "subtotal")
      #expect(counter.errors.contains("amounts are compared in minor units, across currencies"))
    }
  }

  @Test func `the columns of a view are those of its file, unless others are named`() async throws {
    try await Counter.open(sessions: 20) { counter in
      try configure(counter, "[views.short]\ncolumns = [\"id\", \"customer\", \"read_at\"]")
      _ = await counter.run("sync")
      for more in [[], ["--query", "is:open"]] {
        let start = counter.output.count
        let arguments = ["list", "--view", "short", "--format", "csv"] + more
        _ = await Program.run(arguments, in: counter.world)
        let head = "Checkout Session ID,Customer\r\n"
        #expect(counter.output.dropFirst(start).hasPrefix(head), "\(counter.output)")
        let middle = counter.output.count
        _ = await Program.run(arguments + ["--columns", "status"], in: counter.world)
        #expect(counter.output.dropFirst(middle).hasPrefix("Status\r\n"))
      }
    }
  }

  @Test func `a view of documents that is not there is no name of a session's view`() async throws {
    let environment = ["FIRESTORE_EMULATOR_HOST": "127.0.0.1:9", "GOOGLE_CLOUD_PROJECT": "demo"]
    try await Counter.open(environment: environment) { counter in
      try configure(
        counter, "[views.paid]\nquery = \"is:paid\"\n[document_views.no-url]\nstate = \"failed\"")
      #expect(await counter.run("documents", "--view", "nope") == .code(64))
      #expect(counter.errors.contains("no-url") && !counter.errors.contains("paid"))
    }
  }

  @Test func `a view that was saved on the screen is known to the list`() async throws {
    try await Counter.open(sessions: 20) { counter in
      _ = await counter.run("sync")
      let saved = SavedView(name: "vip", tab: .open, filter: "has:email")
      let paths = try Paths(environment: counter.world.environment, home: counter.world.home)
      try StateFile(paths.lastView, named: "last view").save(RememberedView(views: [saved]))
      #expect(await counter.run("list", "--view", "vip") == .code(0))
    }
  }

  @Test func `a view that nobody declared is said, with the nearest name`() async throws {
    try await Counter.open(sessions: 1) { counter in
      try configure(counter, "[views.unpaid]\nquery = \"is:unpaid\"")
      #expect(await counter.run("list", "--view", "unpiad") == .code(64))
      #expect(
        counter.errors.contains("there is no view “unpiad”: did you mean “unpaid”?"))
    }
  }

  @Test func `a view of documents lists what the same state and query list`() async throws {
    try await Counter.open(sessions: 300) { counter in
      var counter = counter
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      counter.world.environment["FIRESTORE_EMULATOR_HOST"] = String(base.dropFirst(7))
      counter.world.environment["GOOGLE_CLOUD_PROJECT"] = "demo"
      try configure(
        counter,
        """
        [document_views.no-url]
        state = "failed"
        query = "has:error"
        sort = "created"
        [views.paid]
        query = "payment:paid"
        """)
      #expect(await counter.run("sync", "--documents") == .code(0), "\(counter.errors)")
      let start = counter.output.count
      #expect(await counter.run("documents", "--view", "no-url", "--format", "csv") == .code(0))
      let listed = counter.output.dropFirst(start).split(separator: "\r\n")
      let middle = counter.output.count
      _ = await counter.run("documents", "--cached", "--state", "failed", "--format", "csv")
      let wanted = counter.output.dropFirst(middle).split(separator: "\r\n")
      #expect(wanted.count > 2)
      #expect(listed.first == wanted.first)
      #expect(Array(listed.dropFirst()) == wanted.dropFirst().reversed())
      #expect(await counter.run("documents", "--view", "paid") == .code(64))
      #expect(counter.errors.contains("“paid” is a view of sessions"))
      #expect(await counter.run("list", "--view", "no-url") == .code(64))
      #expect(counter.errors.contains("“no-url” is a view of documents"))
    }
  }

  @Test func `a view of the configuration that cannot be is an error with its place`() async throws
  {
    try await Counter.open(sessions: 1) { counter in
      try configure(
        counter,
        "[views.odd]\nquery = \"amount>>\"\n[views.open]\n"
          + "[document_views.odd]\nquery = \"amount>>\"\nstate = \"gone\"")
      _ = await counter.run("config", "check")
      #expect(counter.output.contains(":2:9: error: query: "))
      #expect(counter.output.contains(":3:8: error: there is a tab of that name already."))
      #expect(counter.output.contains(":4:17: error: a view of the sessions has that name."))
      #expect(counter.output.contains(":5:9: error: query: "))
      #expect(counter.output.contains(":6:9: error: state must be "))
    }
  }
}
