import Checkout
import Foundation
import Testing
import JSON

@testable import Driver

extension Dashboard {
  @Suite struct Finding {
    @Test func `what is unmistakable on the command line is looked up`() async throws {
      try await Shop.open(sessions: 250) { shop in
        let oldest = try #require(try await shop.sessions().last)
        try await shop.openShell { shell in
          try await shell.type("clear; till 'https://checkout.stripe.com/c/pay/\(oldest.id)#x'")
          try await shell.wait(for: "found 1 · asked Stripe, 1 request")
          try await shell.wait(until: "its detail shows") { $0.names(oldest) }
          try await shell.press("Escape", untilGone: "found 1")
          try await shell.wait(for: "Sessions · 101 loaded")
        }
      }
    }

    @Test func `search says how far it reached, and sync lets it reach everything`() async throws {
      try await Shop.open(sessions: 250) { shop in
        try await shop.openDashboard(.wide) { shell in
          try await shell.wait(for: "100 loaded")
          try await shell.send("/")
          try await shell.send(text: "status:open")
          try await shell.wait(for: "in 100 cached of ")
          try await shell.press("Escape", untilGone: "cached of")
          try await shell.send("s")
          try await shell.wait(for: "synced: ")
          try await shell.send("/")
          try await shell.send(text: "status:open")
          try await shell.wait(for: "in 250 cached")
        }
      }
    }

    @Test func `the list is written to a file that others cannot read`() async throws {
      try await Shop.open(sessions: 40) { shop in
        try await shop.openDashboard(.wide) { shell in
          try await shell.wait(for: "Sessions · 40")
          try await shell.send("E", "C-u")
          try await shell.send(text: "\(shop.home.path)/all.ndjson")
          try await shell.send("Enter")
          try await shell.wait(for: "wrote 40 sessions")
        }
        let text = try #require(shop.home.read("all.ndjson"))
        let truth = try await shop.sessions().map(\.compact)
        #expect(text.split(separator: "\n").map(String.init) == truth)
        let attributes = try FileManager.default.attributesOfItem(
          atPath: "\(shop.home.path)/all.ndjson")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
      }
    }
  }
}
