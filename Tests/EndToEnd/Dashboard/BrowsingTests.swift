import Checkout
import Foundation
import Testing
import JSON

@testable import Driver

extension Dashboard {
  @Suite struct Browsing {
    @Test(arguments: Shape.allCases)
    func `the list goes on through every page to the first session`(shape: Shape) async throws {
      try await Shop.open(sessions: 350) { shop in
        let truth = try await shop.sessions()
        try await shop.openDashboard(shape) { shell in
          for loaded in ["100 loaded", "200 loaded", "300 loaded"] {
            try await shell.wait(for: loaded)
            try await shell.send("G", "j")
          }
          try await shell.wait(until: "nothing is older") {
            $0.contains("Sessions · 350") && !$0.contains("loaded")
          }
          try await shell.send("G")
          try await shell.wait(until: "the first session is selected") {
            $0.cursorLine?.contains(truth[349].customerStart) == true
          }
          try await shell.send("g", "g")
          try await shell.wait(until: "the newest session is selected") {
            $0.cursorLine?.contains(truth[0].customerStart) == true
          }
          try await shell.send("q")
          #expect(try await shell.waitForEnd() == 0)
        }
      }
    }

    @Test(arguments: [Shape.wide, .stacked])
    func `detail and line items follow the cursor`(shape: Shape) async throws {
      try await Shop.open { shop in
        let truth = try await shop.sessions()
        try await shop.openDashboard(shape) { shell in
          for session in truth[1...4] {
            let items = try await shop.get("/\(session.id)/line_items?limit=100")["data"]
            let first = items?.elements.map { $0 }.first?["description"]?.string ?? ""
            try await shell.send("j")
            try await shell.wait(until: "\(session.id) and its items show") { screen in
              screen.cursorLine?.contains(session.customerStart) == true
                && screen.contains(session.id.suffix(5))
                && screen.contains(first.prefix(8))
                && (shape == .stacked || screen.names(session))
            }
          }
        }
      }
    }

    @Test func `a small screen shows one pane after the other`() async throws {
      try await Shop.open { shop in
        let newest = try #require(try await shop.sessions().first)
        try await shop.openDashboard(.single) { shell in
          try await shell.send("Enter")
          try await shell.wait(until: "the detail shows") { $0.names(newest) }
          try await shell.send("Tab")
          try await shell.wait(for: "Line items")
          try await shell.send("1")
          try await shell.wait(for: "Sessions")
        }
      }
    }

    @Test func `raw JSON is what Stripe sent`() async throws {
      try await Shop.open { shop in
        try await shop.openDashboard { shell in
          try await shell.wait(for: "Summary")
          try await shell.send("2", "v")
          try await shell.wait(for: #""object": "checkout.session""#)
          try await shell.send("v")
          try await shell.wait(for: "Summary")
        }
      }
    }

    @Test func `the filter narrows the list, and Esc widens it again`() async throws {
      try await Shop.open(sessions: 60) { shop in
        let truth = try await shop.sessions()
        let wanted = try #require(truth[10...].first { $0["client_reference_id"]?.string != nil })
        let reference = try #require(wanted["client_reference_id"]?.string)
        try await shop.openDashboard { shell in
          try await shell.send("/")
          try await shell.send(text: reference)
          try await shell.wait(for: "1 in 60 cached")
          try await shell.send("Enter")
          try await shell.wait(until: "the one session is selected") { $0.names(wanted) }
          try await shell.send("Escape")
          try await shell.waitUntilGone("1 in 60 cached")
        }
      }
    }

    @Test func `a tab shows the sessions of one status, as Stripe has them`() async throws {
      try await Shop.open(sessions: 90) { shop in
        let open = try await shop.sessions("&status=open")
        try await shop.openDashboard { shell in
          try await shell.send("t")
          try await shell.wait(until: "only open sessions show") {
            $0.contains("Sessions · \(open.count) ") && !$0.contains("● paid")
          }
          try await shell.send("T")
          try await shell.wait(for: "Sessions · 90 ")
        }
      }
    }

    @Test(arguments: [("y", "url"), ("c", "id")])
    func `what is copied arrives in the clipboard`(key: String, field: String) async throws {
      try await Shop.open { shop in
        let newest = try #require(try await shop.sessions().first)
        let wanted = try #require(newest[field]?.string)
        try await shop.openDashboard { shell in
          try await shell.send(key)
          try await shell.wait(for: "via tmux")
          #expect(try await shell.clipboard == wanted)
        }
      }
    }

    @Test func `help lists the keys`() async throws {
      try await Shop.open { shop in
        try await shop.openDashboard { shell in
          try await shell.send("?")
          try await shell.wait(for: "copy the checkout URL")
          try await shell.send("Escape")
          try await shell.waitUntilGone("copy the checkout URL")
        }
      }
    }
  }
}
