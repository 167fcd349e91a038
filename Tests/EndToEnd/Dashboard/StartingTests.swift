import Testing

@testable import Driver

extension Dashboard {
  @Suite struct Starting {
    @Test func `a terminal that cannot show a screen gets a sentence`() async throws {
      try await shell { shell in
        try await shell.type("TERM=dumb watched till dashboard")
        #expect(try await shell.waitForEnd() == 64)
        #expect(try await shell.screen.contains("too simple"))
      }
    }

    @Test func `a terminal that nobody knows is taken for a common one`() async throws {
      try await shell { shell in
        try await shell.type("clear; TERM=nonsense watched till dashboard")
        try await shell.wait(for: "this system does not know the terminal nonsense")
        try await shell.wait(for: "Sessions · 30 ")
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
      }
    }

    @Test(arguments: ["LC_ALL=C", "LC_ALL=POSIX LANG=", "LC_ALL=de_DE.ISO-8859-1"])
    func `another locale breaks no screen`(locale: String) async throws {
      try await shell { shell in
        try await shell.type("clear; \(locale) watched till dashboard")
        let screen = try await shell.wait(until: "the list shows") {
          $0.contains("Sessions") && $0.contains("open")
        }
        #expect(!screen.contains("\u{FFFD}"))
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
      }
    }

    @Test(arguments: ["till dashboard | cat", "till dashboard < /dev/null"])
    func `a pipe in the terminal's place gets a sentence`(line: String) async throws {
      try await shell { shell in
        try await shell.type("clear; set -o pipefail; \(line); echo \"[ended with $?]\"")
        #expect(try await shell.waitForEnd() == 64)
        #expect(try await shell.screen.contains("is not a terminal"))
      }
    }

    @Test func `no colours are used where none are wanted`() async throws {
      try await Shop.open { shop in
        try await shop.openDashboard(with: ["NO_COLOR": "1"]) { shell in
          let screen = try await shell.screenWithColors
          #expect(!screen.contains(/\u{1B}\[(\d+;)*[34][0-8]/))
        }
      }
    }

    @Test func `a view of documents begins the run`() async throws {
      try await Shop.open { shop in
        try shop.home.write(
          """
          mask = true
          [document_views.no-url]
          state = "failed"
          columns = ["created", "error"]
          """, to: "views.toml")
        let variables = [
          "FIRESTORE_EMULATOR_HOST": shop.address.replacing("http://", with: ""),
          "GOOGLE_CLOUD_PROJECT": "demo", "TILL_CONFIG": shop.home.path + "/views.toml",
        ]
        try await shop.openShell(.wide, with: variables) { shell in
          try await shell.type("till sync --documents; clear; watched till --view no-url")
          try await shell.wait(until: "the documents of the view are shown") {
            $0.contains("Documents · failed") && $0.contains("│ no-url ") && $0.contains("│▌")
          }
          try await shell.send("Escape")
          try await shell.wait(until: "all documents are shown") {
            $0.contains("Documents · 500 of 500")
          }
        }
      }
    }

    @Test func `the filter of a profile is the plain list's, not that of a view`() async throws {
      try await Shop.open { shop in
        try shop.home.write(
          """
          [profiles.acme]
          api_key_command = ["printf", "\(shop.key)"]
          default_filter = "status:open"
          [views.done]
          status = "complete"
          """, to: "views.toml")
        let variables = ["STRIPE_API_KEY": "", "TILL_CONFIG": shop.home.path + "/views.toml"]
        try await shop.openShell(.wide, with: variables) { shell in
          try await shell.type("clear; watched till --profile acme --view done")
          let screen = try await shell.wait(until: "the view is shown") {
            $0.contains("│ done ") && $0.cursorLine != nil
          }
          #expect(!screen.contains("/status:open"))
          try await shell.send("Escape")
          try await shell.wait(for: "/status:open")
        }
      }
    }

    /// A library that runs programs uses tasks of its own, see `Workers.becomeDefault`.
    @Test func `nothing runs at rest after a program has printed the key`() async throws {
      try await Shop.open { shop in
        try shop.home.write(
          """
          [profiles.acme]
          api_key_command = ["printf", "\(shop.key)"]
          """, to: "key.toml")
        let variables = ["STRIPE_API_KEY": "", "TILL_CONFIG": shop.home.path + "/key.toml"]
        try await shop.openShell(.wide, with: variables) { shell in
          try await shell.type("clear; watched till --profile acme")
          try await shell.wait(for: "Sessions · 30 ")
          try await shell.waitForRest()
        }
      }
    }

    private func shell(_ body: (Shell) async throws -> Void) async throws {
      try await Shop.open { shop in try await shop.openShell(.wide, with: [:], body) }
    }
  }
}
