import Checkout
import Testing
import JSON
import Units

@testable import Driver

@Suite("till list")
struct ListTests {
  @Test func `JSON holds every session, with nothing but the spaces changed`() async throws {
    try await Shop.open(sessions: 230) { shop in
      let outcome = try await shop.till("list", "--all", "--format", "json")
      let printed = try JSON(parsing: outcome.output).elements.map(\.compact)
      let truth = try await shop.sessions().map(\.compact)
      #expect(outcome.code == 0)
      #expect(outcome.errors.isEmpty)
      #expect(truth.count == 230)
      #expect(printed == truth)
    }
  }

  @Test func `NDJSON holds a session a line, with nothing but the spaces left out`() async throws {
    try await Shop.open { shop in
      let outcome = try await shop.till("list", "--all", "--format", "ndjson")
      let truth = try await shop.sessions().map(\.compact)
      #expect(outcome.lines == truth)
    }
  }

  @Test func `CSV stays a table, whatever it holds, and runs no formula`() async throws {
    try await Shop.open(sessions: 500) { shop in
      let outcome = try await shop.till("list", "--all", "--format", "csv")
      let rows = try #require(CSV.rows(of: outcome.text))
      let heads = try #require(rows.first)
      let name = try #require(heads.firstIndex(of: "Customer Name"))
      let phone = try #require(heads.firstIndex(of: "Customer Phone"))
      let truth = try await shop.sessions()
      let customers = truth.map { $0["customer_details"] }
      let names = customers.map { $0?["name"]?.string ?? "" }
      let phones = customers.map { $0?["phone"]?.string ?? "" }
      try #require(
        names.contains { $0.contains("\u{1B}") } && phones.contains { $0.hasPrefix("+") })

      #expect(rows.allSatisfy { $0.count == heads.count })
      #expect(rows.dropFirst().map { $0[0] } == truth.map(\.id))
      #expect(rows.dropFirst().map { $0[name] } == names)
      // A plus with digits is not a formula, and a spreadsheet would show an apostrophe before it.
      #expect(rows.dropFirst().map { $0[phone] } == phones)
    }
  }

  @Test func `a table has a line for each session under one for the heads`() async throws {
    try await Shop.open { shop in
      let outcome = try await shop.till("list", "--limit", "7")
      let truth = try await shop.sessions().prefix(7).map(\.id)
      #expect(outcome.lines.count == 8)
      #expect(outcome.lines.first?.hasPrefix("ID ") == true)
      #expect(outcome.lines.dropFirst().map { String($0.prefix { $0 != " " }) } == truth)
    }
  }

  @Test(arguments: [([], 20), (["--limit", "5"], 5), (["--limit", "30"], 30), (["--all"], 30)])
  func `a list that was cut says so on stderr, and only then`(arguments: [String], count: Int)
    async throws
  {
    try await Shop.open(sessions: 30) { shop in
      let outcome = try await shop.till(["list", "--format", "ndjson"] + arguments)
      #expect(outcome.lines.count == count)
      #expect(outcome.errors.contains("more sessions exist") == (count < 30))
    }
  }

  @Test func `filters let through what they name`() async throws {
    try await Shop.open(sessions: 120) { shop in
      let all = try await shop.sessions()
      let middle = try #require(all[60]["created"]?.int)
      let emails = all.compactMap { $0["customer_details"]?["email"]?.string }
      let email = try #require(emails.first)
      let cases: [([String], (JSON) -> Bool)] = [
        (["--status", "open"], { $0.status == "open" }),
        (["--created-lt", "\(middle)"], { ($0["created"]?.int ?? 0) < middle }),
        (["--created-gte", "\(middle)"], { ($0["created"]?.int ?? 0) >= middle }),
        (
          ["--email", email],
          // Exactly the same text, as Stripe compares.
          { $0["customer_details"]?["email"]?.string == email }
        ),
      ]
      for (arguments, isWanted) in cases {
        let outcome = try await shop.till(["list", "--all", "--format", "json"] + arguments)
        let printed = try JSON(parsing: outcome.output).elements.map(\.id)
        let wanted = all.filter(isWanted).map(\.id)
        #expect(!wanted.isEmpty && wanted.count < all.count)
        #expect(printed == wanted, "\(arguments)")
      }
    }
  }

  @Test(arguments: [
    ["--read-only"], ["--allow-live-writes"], ["--no-cache"], ["--no-color"], ["--ascii"],
    ["--account", "acct_1"], ["--account=acct_1"],
    ["--no-cache", "--account", "acct_1", "--ascii"],
  ])
  func `options that all commands have may stand before the command`(
    options: [String]
  ) async throws {
    try await Shop.open(sessions: 3) { shop in
      let before = try await shop.till(options + ["list", "--format", "json"])
      #expect(before.code == 0)
      #expect(
        before.output == (try await shop.till(["list", "--format", "json"] + options)).output)
    }
  }

  @Test func `a day is the local one for every command, and the table says whose time it shows`()
    async throws
  {
    try await Shop.open(sessions: 300) { shop in
      let zone = ["TZ": "XXX-9"]
      let newest = try #require(try await shop.sessions().first?["created"]?.int)
      _ = try await shop.till("sync")
      let days = (1...5).map { Moment(newest - $0 * 86_400).dateText(in: .utc) }
      for day in days {
        let listed = try await shop.till(
          "list", "--created-gte", day, "--created-lte", day, "--all", "--format", "csv",
          with: zone)
        let found = try await shop.till(
          "search", "created:\(day)", "--all", "--format", "csv", with: zone)
        #expect(listed.code == 0 && listed.output == found.output)
      }
      let table = try await shop.till("search", "created:\(days[3])", "--all", with: zone)
      #expect(table.lines.first?.contains("CREATED (XXX)") == true)
      #expect(table.lines.count > 1)
      #expect(table.lines.dropFirst().allSatisfy { $0.contains("  \(days[3]) ") })
    }
  }

  @Test func `the table names a customer as the dashboard does`() async throws {
    try await Shop.open(sessions: 200) { shop in
      let nameless = try await shop.sessions().first {
        $0["customer_details"]?["email"]?.string == nil && $0["customer_email"]?.string == nil
          && $0["customer_details"]?["name"]?.string == nil
          && $0["client_reference_id"]?.string != nil
      }
      let session = try #require(nameless)
      let table = try await shop.till("list", "--all")
      let line = table.lines.first { $0.hasPrefix(session.id) }
      let name = session["customer"]?.string ?? session["client_reference_id"]?.string ?? ""
      #expect(line?.hasSuffix("  \(name)") == true)
    }
  }

  @Test func `an empty list is an empty JSON array`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("list", "--format", "json")
      #expect(outcome.code == 0)
      let printed = try JSON(parsing: outcome.output)
      #expect(printed.isEmpty)
    }
  }

  @Test func `what was listed is cached, with how far it reaches`() async throws {
    try await Shop.open(sessions: 250) { shop in
      let all = try await shop.sessions()
      let day = ["--created-lte", "\(all[20]["created"]?.int ?? 0)"]
      let listed = try await shop.till(["list", "--all", "--format", "json"] + day)
      await shop.close()
      let cached = try await shop.till(["list", "--query", "", "--all", "--format", "json"] + day)
      #expect(cached.output == listed.output)
      #expect(cached.errors.contains("1 of") == false && cached.errors.contains(" cached of "))
      let info = try await shop.till("cache", "info")
      #expect(!info.text.contains("sessions  0"))
    }
  }

  @Test func `a cache that cannot be opened does not stop a list`() async throws {
    try await Shop.open(sessions: 5) { shop in
      try shop.home.write("this is a file, and no folder", to: "blocked")
      let outcome = try await shop.till(
        ["list", "--format", "ndjson"],
        with: ["TILL_CACHE_DIR": shop.home.path + "/blocked/cache"])
      #expect(outcome.code == 0)
      #expect(outcome.lines.count == 5)
      #expect(outcome.errors.contains("Nothing is kept this time"))
    }
  }

  @Test func `with --no-cache nothing is kept`() async throws {
    try await Shop.open(sessions: 5) { shop in
      _ = try await shop.till("list", "--no-cache")
      let outcome = try await shop.till("search", "example")
      #expect(outcome.errors.contains("nothing is cached yet"))
    }
  }

  @Test(arguments: ["table", "json", "csv"])
  func `a list that fails at once prints nothing on stdout`(format: String) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(
        ["list", "--format", format], with: ["TILL_API_BASE": "http://127.0.0.1:9"])
      #expect(outcome.code == 69)
      #expect(outcome.output.isEmpty)
    }
  }

  @Test(arguments: ["closed", "OPEN", ""])
  func `words that no filter knows are a mistake in usage`(status: String) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("list", "--status", status)
      #expect(outcome.code == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("open, complete or expired"))
    }
  }
}
