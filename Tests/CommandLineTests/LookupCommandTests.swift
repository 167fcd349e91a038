import ArgumentParser
import Checkout
import Foundation
import GRDB
import HTTP
import Host
import Query
import SessionLibrary
import Testing

@testable import CommandLine
@testable import RecordCache

@Suite struct LookupCommandTests {
  @Test(arguments: ["show", "url", "lines", "history"])
  func `a command takes the id out of what it stands in`(command: String) async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      for pasted in [
        id, "<https://checkout.stripe.com/c/pay/\(id)#fid|Pay here>", "\"id\": \"\(id)\",",
        "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcheckout.stripe.com%2Fc"
          + "%2Fpay%2F\(id)%23fid&data=x",
      ] {
        #expect(await counter.run(command, pasted) == .code(0), "\(counter.errors)")
      }
    }
  }

  @Test func `till's own short form and the beginning of an id are found in the cache`()
    async throws
  {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      let short = "\(id.prefix(14))…\(id.suffix(6))"
      for part in [short, String(id.prefix(30))] {
        let before = counter.output.utf8.count
        #expect(
          await counter.run("show", part, "--format", "json") == .code(0), "\(counter.errors)")
        let shown = String(decoding: Array(counter.output.utf8).dropFirst(before), as: UTF8.self)
        #expect(shown.contains(id))
      }
    }
  }

  @Test func `a part of an id is also found by a search, and its end by every command`()
    async throws
  {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      for part in [
        "\(id.prefix(14))…\(id.suffix(6))", String(id.suffix(6)),
        "https://checkout.stripe.com/c/pay/\(id)#fid",
      ] {
        let before = counter.output.utf8.count
        #expect(await counter.run("search", part, "--columns", "id") == .code(0), "\(part)")
        let found = String(decoding: Array(counter.output.utf8).dropFirst(before), as: UTF8.self)
        #expect(found.contains(id))
        #expect(await counter.run("show", part) == .code(0), "\(counter.errors)")
      }
      #expect(await counter.run("search", "meta.order:\(id)") == .code(1))
      #expect(await counter.run("list", "--query", "zzzzzz", "--format", "json") == .code(0))
      #expect(counter.output.hasSuffix("[]\n"))
    }
  }

  @Test func `a paid session is shown with what was not looked at`() async throws {
    try await Counter.open(sessions: 60) { counter in
      for (query, isSaid) in [("is:paid", true), ("status:open", false)] {
        _ = await counter.run("sync")
        _ = await counter.run("search", query, "--limit", "1", "--columns", "id")
        let id = try #require(counter.output.split(whereSeparator: \.isNewline).last)
        #expect(await counter.run("show", String(id)) == .code(0))
        #expect(counter.errors.contains("till history \(id)") == isSaid, "\(counter.errors)")
      }
    }
  }

  @Test func `how many cards and line items are known is said where they count`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      _ = await counter.run("search", "status:open")
      #expect(!counter.errors.contains("are known of"))
      _ = await counter.run("search", "--", "-has:card")
      #expect(
        counter.errors.contains("cards are known of 0 sessions, line items of 0"),
        "\(counter.errors)")
      _ = await counter.run("show", id)
      _ = await counter.run("find", "zzzzzz")
      #expect(counter.errors.contains("line items of 1"), "\(counter.errors)")
      let before = counter.errors.utf8.count
      _ = await counter.run("list", "--query", "zzzzzz", "--created-lt", "2001-01-01")
      let errors = String(decoding: Array(counter.errors.utf8).dropFirst(before), as: UTF8.self)
      #expect(errors.contains("line items of 0"), "\(errors)")
    }
  }

  @Test func `a price that few line items have says of how many sessions they are known`()
    async throws
  {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      _ = await counter.run("lines", id, "--format", "json")
      let price = try #require(counter.output.firstMatch(of: /price_[A-Za-z0-9]+/)).output
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("find", String(price), "--columns", "id") == .code(0))
      #expect(counter.output.contains(id))
      #expect(counter.errors.contains("line items of 1"), "\(counter.errors)")
    }
  }

  @Test func `a mistake in what is looked for is wrong usage`() async throws {
    try await Counter.open(sessions: 1) { counter in
      _ = await counter.run("sync")
      #expect(await counter.run("find", "status:opne") == .code(64))
      #expect(counter.errors.contains("status: open, complete, expired"), "\(counter.errors)")
      #expect(counter.output.isEmpty)
    }
  }

  @Test func `what is no id is wrong usage, and several ids are not guessed among`() async throws {
    try await Counter.open(sessions: 30) { counter in
      #expect(await counter.run("show", "gudrun") == .code(64))
      #expect(counter.errors.contains("“gudrun” is no id; “till find gudrun” looks for it"))
      _ = await counter.run("sync")
      #expect(await counter.run("url", "cs_test_") == .code(64))
      let id = "cs_test_a1" + String(repeating: "B", count: 56)
      #expect(await counter.run("lines", "\(id) \(id.replacing("B", with: "C"))") == .code(64))
      #expect(counter.errors.contains("several ids are given"))
      #expect(await counter.run("show", id) == .code(66))
    }
  }

  @Test func `what changes sessions takes only whole ids`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      for part in [
        String(id.prefix(24)), "\(id.prefix(14))…\(id.suffix(6))", String(id.suffix(6)),
      ] {
        for command in [["expire", id, part, "--yes"], ["update", part, "--metadata", "a=b"]] {
          counter.streams.bytes.withLock { $0 = [:] }
          #expect(await Program.run(command, in: counter.world) == .code(64), "\(counter.errors)")
          #expect(counter.errors.contains("is not a session's whole id: nothing was changed"))
          #expect(counter.errors.contains("it may mean \(id)"), "\(counter.errors)")
          #expect(counter.output.isEmpty)
        }
      }
      let secret = "cs_test_a1_secret_b"
      for text in ["pi_3Nobody", "re_3Nobody", "price_1", "a@b.example", "gudrun", "", secret] {
        for command in [["expire", id, text, "--yes"], ["update", text, "--metadata", "a=b"]] {
          counter.streams.bytes.withLock { $0 = [:] }
          #expect(await Program.run(command, in: counter.world) == .code(64), "\(counter.errors)")
          #expect(counter.errors.contains("nothing was changed"), "\(counter.errors)")
          #expect(!counter.errors.contains(secret) && counter.output.isEmpty, "\(counter.errors)")
        }
      }
      #expect(await counter.run("update", id, "--metadata", "a=b") == .code(0))
      #expect(await counter.run("expire", id, "--yes") == .code(0), "\(counter.errors)")
    }
  }

  @Test func `an address that finds nothing is told how Stripe compares it`() async throws {
    try await Counter.open(sessions: 60) { counter in
      _ = await counter.run("list", "--all", "--columns", "email")
      let email = try #require(
        counter.output.split(whereSeparator: \.isNewline).last { $0.contains("@") }
          .map { $0.trimmingCharacters(in: .whitespaces) })
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(
        await counter.run("list", "--email", "Jane <\(email)>", "--columns", "id") == .code(0))
      #expect(counter.output.contains("cs_test_") && counter.errors.isEmpty, "\(counter.errors)")
      #expect(await counter.run("list", "--email", email.uppercased()) == .code(0))
      #expect(counter.errors.contains("letter by letter"), "\(counter.errors)")
      _ = await counter.run("list", "--email", "jane")
      #expect(counter.errors.contains("“jane” is no e-mail address"), "\(counter.errors)")
    }
  }

  @Test func `a search without a match names the fields that were not searched`() async throws {
    try await Counter.open(sessions: 10) { counter in
      _ = await counter.run("sync")
      _ = await counter.run("search", "is:open", "currency:xxx")
      #expect(!counter.errors.contains("Not searched"))
      _ = await counter.run("search", "AE100000004")
      #expect(counter.errors.contains("Not searched: tax ids"), "\(counter.errors)")
    }
  }

  @Test func `find prints what it found and says where it looked`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      #expect(await counter.run("find", "see \(id).") == .code(0))
      #expect(counter.output.contains(id))
      #expect(counter.errors.contains("till: 1 session; looked at: 1 cached"))
    }
  }

  @Test func `a session outside the days that are cached is counted apart`() async throws {
    try await Counter.open(sessions: 60) { counter in
      _ = await counter.run("list", "--created-lt", "2d", "--all", "--columns", "id")
      let old = try #require(counter.output.split(whereSeparator: \.isNewline).last)
      try await Counter.open(sessions: 60) { counter in
        _ = await counter.run("list", "--limit", "10")
        #expect(await counter.run("find", String(old)) == .code(0))
        #expect(
          counter.errors.contains(
            /1 session; looked at: 10 cached of [^;]+ → now and 1 of another time, as of/),
          "\(counter.errors)")
        _ = await counter.run("search", "zzzzzz")
        #expect(counter.errors.contains(/nothing matches in 10 cached of .* and 1 of another time/))
      }
    }
  }

  @Test func `the id of the other mode is found where a session has it as a text`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let (id, live) = (try await counter.anID(), "cs_live_abc123")
      _ = await counter.run("sync")
      #expect(await counter.run("find", live) == .code(64))
      #expect(counter.errors.contains("is a live session, and the key is for test mode"))
      #expect(await counter.run("update", id, "--metadata", "old=\(live)") == .code(0))
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("find", live, "--columns", "id") == .code(0), "\(counter.errors)")
      #expect(counter.output.contains(id) && !counter.errors.contains("live session"))
      #expect(await counter.run("search", "meta.OLD:\(live)") == .code(1))
      #expect(counter.errors.contains("the key “OLD” is compared letter by letter, capitals too"))
    }
  }

  @Test func `find lists as many as are asked for, and says how to get the rest`() async throws {
    try await Counter.open(sessions: 130) { counter in
      func listed(_ options: String...) async -> Set<Substring> {
        counter.streams.bytes.withLock { $0 = [:] }
        let words = ["find", "created:>2020-01-01", "--columns", "id"]
        #expect(await Program.run(words + options, in: counter.world) == .code(0))
        return Set(counter.output.split(whereSeparator: \.isNewline).dropFirst())
      }
      let more = "; there are more; --all lists them, --limit N lists N"
      #expect(await listed().count == 20)
      #expect(counter.errors.contains(more) && counter.errors.contains("20 sessions; looked at"))
      #expect(await listed("--all").count == 130)
      #expect(counter.errors.contains("2 requests") && !counter.errors.contains("more"))
      let two = await listed("--limit", "2")
      #expect(two.count == 2 && counter.errors.contains(more), "\(counter.errors)")
      counter.streams.bytes.withLock { $0 = [:] }
      // Of several look-ups, too.
      let words = ["find", two.joined(separator: " "), "--limit", "1", "--columns", "id"]
      #expect(await Program.run(words, in: counter.world) == .code(0))
      #expect(counter.output.split(whereSeparator: \.isNewline).count == 2)
      #expect(counter.errors.contains(more), "\(counter.errors)")
      #expect(await counter.run("find", "x", "--all", "--limit", "1") == .code(64))
    }
  }

  @Test func `what was searched ends where the cache ends, and is counted within the filters`()
    async throws
  {
    try await Counter.open(sessions: 60) { counter in
      #expect(await counter.run("list", "--created-lt", "2d", "--all") == .code(0))
      _ = await counter.run("search", "zzzzzz")
      #expect(!counter.errors.contains("→ now"), "\(counter.errors)")
      #expect(counter.errors.contains("what is not cached was not looked at"))
      _ = await counter.run("stats")
      _ = await counter.run("find", "zzzzzz")
      #expect(!counter.errors.contains("→ now"), "\(counter.errors)")

      _ = await counter.run("sync")
      var empty = counter.errors.utf8.count
      func said() -> String {
        defer { empty = counter.errors.utf8.count }
        return String(decoding: Array(counter.errors.utf8).dropFirst(empty), as: UTF8.self)
      }
      _ = await counter.run("search", "zzzzzz")
      #expect(said().contains("in 60 cached of "))
      let before = counter.output.utf8.count
      _ = await counter.run("list", "--created-gte", "2d", "--all", "--format", "ndjson")
      let listed = String(decoding: Array(counter.output.utf8).dropFirst(before), as: UTF8.self)
      let count = listed.split(separator: "\n").count
      #expect(0 < count && count < 60)
      _ = said()
      for command in [["list", "--query", "zzzzzz"], ["stats"]] {
        _ = await Program.run(command + ["--created-gte", "2d"], in: counter.world)
        let scope = said()
        #expect(scope.contains(" \(count) cached of ") && scope.contains("→ now"), "\(scope)")
      }
    }
  }

  @Test(arguments: ["20261120", "0", "-1", "9223372036854775807", "2026112"])
  func `a number that is no time is refused, as in a query`(text: String) async throws {
    try await Counter.open(sessions: 1) { counter in
      for option in ["--created-gt", "--created-gte", "--created-lt", "--created-lte"] {
        #expect(await Program.run(["list", "\(option)=\(text)"], in: counter.world) == .code(64))
      }
      #expect(await Program.run(["sync", "--since=\(text)"], in: counter.world) == .code(64))
      #expect(await counter.run("list", "--created-gte", "1700000000") == .code(0))
    }
  }

  @Test func `nothing found is said with the reason and with what was perhaps meant`() async throws
  {
    try await Counter.open(sessions: 60) { counter in
      _ = await counter.run("sync")
      _ = await counter.run("list", "--all", "--columns", "email")
      let email = try #require(
        counter.output.split(whereSeparator: \.isNewline).last { $0.contains("@") })
      let wrong = "x" + email.dropFirst()
      #expect(await counter.run("find", wrong) == .code(1))
      #expect(counter.errors.contains("nothing is found; looked at: 60 cached of "))
      #expect(counter.errors.contains("and Stripe (customer_details[email]=\(wrong)): 1 request"))
      #expect(counter.errors.contains("letter by letter"))
      #expect(counter.errors.contains("did you mean \(email)"))
      #expect(await counter.run("find", "gcus_1234567890") == .code(1))
      #expect(counter.errors.contains("gcus_ cannot be followed"))
    }
  }

  @Test func `what is cached is found without an answer of Stripe, which is said`() async throws {
    try await Counter.open(sessions: 30) { counter in
      _ = await counter.run("list", "--all", "--columns", "email")
      let email = try #require(
        counter.output.split(whereSeparator: \.isNewline).last { $0.contains("@") }
          .map { $0.trimmingCharacters(in: .whitespaces) })
      _ = await counter.run("list", "--all", "--format", "ndjson")
      let customer = try #require(
        counter.output.firstMatch(of: /"customer": ?"(cus_[A-Za-z0-9]+)"/)
      ).1
      var counter = counter
      counter.world.transport = { _ in
        .init(client: HTTPClient { _ throws(HTTPError) in throw HTTPError(.connect, "offline") })
      }
      for text in [email, String(customer)] {
        counter.streams.bytes.withLock { $0 = [:] }
        #expect(await counter.run("find", text, "--columns", "id") == .code(69), "\(text)")
        #expect(counter.output.contains("cs_test_"), "\(text): \(counter.errors)")
        #expect(counter.errors.contains("Stripe gave no answer: "), "\(counter.errors)")
        #expect(!counter.errors.contains("and Stripe ("))
      }
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("find", "nobody@privat.example", "--format", "json") == .code(69))
      #expect(counter.output.isEmpty)
    }
  }

  @Test func `pages that came before an error are listed`() async throws {
    let session = """
      {"id": "cs_test_a1Many", "object": "checkout.session", "created": 1, "livemode": false,
       "status": "open", "customer": "cus_1Many", "amount_total": 2198, "currency": "usd"}
      """
    let list = #"{"object": "list", "has_more": true, "url": "/", "data": [\#(session)]}"#
    try await Counter.open(
      answer: { request throws(HTTPError) in
        if request.url.contains("starting_after") { throw HTTPError(.connect, "offline") }
        return HTTPResponse(status: 200, body: Array(list.utf8))
      }
    ) { counter in
      #expect(
        await counter.run("find", "cus_1Many", "--limit", "3", "--columns", "id") == .code(69))
      #expect(counter.output.contains("cs_test_a1Many"), "\(counter.errors)")
      #expect(counter.errors.contains("Stripe gave only a part of its answer: "))
    }
  }

  @Test func `conditions beside an id are said not to be compared`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID("complete")
      #expect(await counter.run("find", id, "status:open", "--columns", "id") == .code(0))
      #expect(counter.output.contains(id))
      #expect(counter.errors.contains("“status:open” is not compared beside an id"))
      _ = await counter.run("find", id, "status:opne", "--columns", "id")
      #expect(counter.errors.contains("“status:opne” is not compared beside an id"))
      counter.streams.bytes.withLock { $0 = [:] }
      for alone in [id, "Session \(id) Status: complete", "id=\(id)"] {
        _ = await counter.run("find", alone, "--columns", "id")
      }
      #expect(!counter.errors.contains("not compared"), "\(counter.errors)")
    }
  }

  @Test func `what is cached stays found where the disk takes nothing more`() async throws {
    try await Counter.open(sessions: 30) { counter in
      _ = await counter.run("list", "--all", "--columns", "email")
      let email = try #require(
        counter.output.split(whereSeparator: \.isNewline).last { $0.contains("@") }
          .map { $0.trimmingCharacters(in: .whitespaces) })
      let connection = try await Connection.open(GlobalOptions.parse([]), in: counter.world)
      try await connection.cache.write { try $0.execute(sql: "PRAGMA query_only = 1") }
      var library = connection.library
      var problem: Find.Shortfall?
      let found = try await Find.find(.email(email), in: &library, noting: &problem)
      #expect(found.requests > 0 && problem == nil, "Stripe's answer counts, too")
      #expect(library.cache.isTemporary)
      #expect(!found.ids.isEmpty)
      for id in found.ids { #expect(try await library.session(id) != nil) }
      #expect(try await library.count(ListQuery()) == connection.library.count(ListQuery()))
      #expect(counter.errors.contains("This answer of Stripe is not kept"), "\(counter.errors)")
    }
  }

  @Test func `line items come also where the key may not read what belongs to them`() async throws {
    let item = """
      {"id": "li_1", "object": "item", "description": "T-shirt", "quantity": 2,
       "amount_total": 2198, "amount_subtotal": 2198, "currency": "usd"}
      """
    let session = """
      {"id": "cs_test_a1", "object": "checkout.session", "created": 1, "livemode": false,
       "status": "open", "amount_total": 2198, "currency": "usd"}
      """
    try await Counter.open(
      answer: { request throws(HTTPError) in
        guard request.url.contains("line_items") else {
          return HTTPResponse(status: 200, body: Array(session.utf8))
        }
        guard !request.url.contains("expand") else {
          let error = #"{"error": {"message": "no rak_price_read", "type": "x"}}"#
          return HTTPResponse(status: 403, body: Array(error.utf8))
        }
        let list = #"{"object": "list", "has_more": false, "url": "/", "data": [\#(item)]}"#
        return HTTPResponse(status: 200, body: Array(list.utf8))
      }
    ) { counter in
      #expect(await counter.run("lines", "cs_test_a1") == .code(0), "\(counter.errors)")
      #expect(counter.output.contains("2 ×  T-shirt"))
    }
  }

  @Test func `several ids that are pasted at once are all found`() async throws {
    try await Counter.open(sessions: 30) { counter in
      let open = try await counter.anID()
      let complete = try await counter.anID("complete")
      #expect(await counter.run("find", "\(open), \(complete)", "--format", "ndjson") == .code(0))
      #expect(counter.output.split(whereSeparator: \.isNewline).count == 2)
    }
  }

  @Test func `ids are taken out of CSV with other columns and out of indented JSON`() async throws {
    try await Counter.open(sessions: 30) { counter in
      for format in [["--format", "json"], ["--columns", "created,id,metadata"]] {
        var lister = counter
        let streams = Counter.Streams(room: nil)
        lister.world.console = Console { bytes, stream throws(OutputError) in
          try streams.write(bytes, stream)
        }
        _ = await Program.run(
          ["list", "--status", "open", "--limit", "3"] + format, in: lister.world)
        let text = streams.bytes.withLock { String(decoding: $0[.output] ?? [], as: UTF8.self) }
        var reader = counter
        let lines = Lines(text.split(whereSeparator: \.isNewline).map(String.init)[...])
        reader.world.console.readLine = { lines.next() }
        #expect(await reader.run("expire", "-", "--dry-run") == .code(0), "\(reader.errors)")
        #expect(reader.errors.contains("3 "), "\(reader.errors)")
      }
    }
  }
}
