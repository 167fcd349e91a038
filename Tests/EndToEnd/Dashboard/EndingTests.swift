import Foundation
import Testing

@testable import Driver

extension Dashboard {
  /// However the dashboard ends, the shell gets its terminal back as it was.
  @Suite struct Ending {
    @Test(arguments: ["q", "C-c"])
    func `by a key`(key: String) async throws {
      try await dashboard { shell in
        try await shell.send(key)
        #expect(try await shell.waitForEnd() == 0)
      }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `by a signal that asks`(signal: Int32) async throws {
      try await dashboard { shell in
        try await shell.signal(signal)
        _ = try await shell.waitForEnd()
      }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `by a signal while a pager has the terminal`(signal: Int32) async throws {
      try await Shop.open { shop in
        try await shop.openDashboard(with: ["PAGER": "tail -f"]) { shell in
          // Only what has been read can be shown.
          try await shell.wait(for: "Summary")
          try await shell.send("|")
          try await shell.wait(until: "the pager shows the end of the JSON") {
            $0.listTop == nil && $0.contains(#"": "#)
          }
          let folder = try #require(shell.home.names(in: "tmp").first)
          let file = try #require(shell.home.names(in: "tmp/\(folder)").first)
          let attributes = try FileManager.default.attributesOfItem(
            atPath: "\(shell.home.path)/tmp/\(folder)/\(file)")
          #expect(attributes[.posixPermissions] as? Int == 0o600)
          try await shell.signal(signal)
          _ = try await shell.waitForEnd()
          #expect(shell.home.names(in: "tmp").isEmpty)
        }
      }
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT, SIGTRAP, SIGALRM, SIGUSR1, SIGXCPU])
    func `by a crash or a signal that ends`(signal: Int32) async throws {
      try await dashboard { shell in
        try await shell.signal(signal)
        #expect(try await shell.waitForEnd() == 128 + Int(signal))
      }
    }

    @Test func `by Ctrl-Z for a while`() async throws {
      try await dashboard { shell in
        try await shell.send("C-z")
        #expect(try await shell.waitForEnd() == 128 + Int(SIGTSTP))
        try await expectTerminalAsBefore(shell)

        // The shell has the terminal while its size changes.
        try await shell.resize(columns: 80, rows: 24)
        try await shell.type(
          "clear; echo before till; fg; stty -a > ~/settings-after; echo finished")
        try await shell.wait(until: "the picture fits") {
          $0.listTop?.contains("Sessions · 30 ") == true && $0.listTop?.hasSuffix("╮") == true
        }
        try await shell.send("j")
        try await shell.wait(until: "the cursor moves") {
          $0.cursorRow == 1
        }
        try await shell.resize(columns: 120, rows: 40)
        try await shell.wait(until: "the picture fits again") { $0.listTop?.count == 120 }
        try await shell.send("q")
        try await shell.wait(for: "\nfinished\n")
      }
    }

    /// The signal must not be lost, and the screen belongs to the shell.
    @Test(arguments: ["TERM", "HUP"])
    func `by a signal while it is stopped`(signal: String) async throws {
      try await dashboard { shell in
        try await shell.send("C-z")
        #expect(try await shell.waitForEnd() == 128 + Int(SIGTSTP))
        try await shell.type(
          "clear; echo before till; kill -\(signal) %1; while jobs %1; do sleep 0.1; done; echo finished"
        )
        try await shell.wait(for: "\nfinished\n")
      }
    }

    @Test func `by kill -STOP for a while, with another screen in between`() async throws {
      try await dashboard { shell in
        try await shell.signal(SIGSTOP)
        #expect(try await shell.waitForEnd() == 128 + Int(SIGSTOP))
        // The old picture may still be there, and looks like the new one.
        try await shell.type("tput rmcup; clear; echo before till")
        try await shell.wait(until: "the picture is gone") { $0.hasPrefix("before till\n") }
        try await shell.type("fg; stty -a > ~/settings-after; echo finished")
        try await shell.wait(until: "the picture is back") { $0.listTop != nil }
        #expect(try await shell.format("#{alternate_on}") == "1")
        try await shell.send("q")
        try await shell.wait(for: "\nfinished\n")
      }
    }

    /// The demo's loop runs on one of Dispatch's threads, which block the signals for this.
    @Test func `the demo stops again in the background`() async throws {
      try await Home.use { home in
        try await Shell.open(home, environment: home.environment) { shell in
          try await shell.type("watched till demo --sessions 40")
          try await shell.wait(for: "Welcome to till")
          try await shell.send("C-z")
          #expect(try await shell.waitForEnd() == 128 + Int(SIGTSTP))
          try await shell.type(
            "clear; bg; until jobs | grep Stopped; do sleep 0.1; done; kill %1; wait %1; echo finished"
          )
          let screen = try await shell.wait(for: "\nfinished\n")
          #expect(screen.contains("Stopped") && screen.listTop == nil)
        }
      }
    }

    private func showsOnlyOpen(_ screen: String) -> Bool {
      screen.cursorLine?.contains("◌ open") == true && !screen.contains("● paid")
    }

    @Test func `what was changed on the screen is there the next time`() async throws {
      try await dashboard { shell in
        try await shell.send("t")
        try await shell.wait(until: "only open sessions show", showsOnlyOpen)
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
        try await shell.type("clear; echo before till; watched till dashboard")
        try await shell.wait(until: "only open sessions show", showsOnlyOpen)
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
      }
    }

    /// The cache is closed while another thread reads the first session.
    @Test func `at once, again and again`() async throws {
      try await dashboard { shell in
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
        for round in 1...10 {
          try await shell.type("clear; echo before till; till dashboard; echo round-\(round) $?")
          try await shell.send("q")
          try await shell.wait(for: "round-\(round) 0")
        }
      }
    }

    @Test func `by the terminal's own end`() async throws {
      try await Shop.open { shop in
        var pid: pid_t = 0
        try await shop.openDashboard { shell in pid = try await shell.pid }
        // The shell has ended with its tmux; the program in it must end, too.
        let deadline = ContinuousClock.now + .seconds(30)
        while isRunning(pid), ContinuousClock.now < deadline {
          try await Task.sleep(for: .milliseconds(10))
        }
        #expect(!isRunning(pid))
      }
    }

    @Test func `resizing while moving loses neither the cursor nor the picture`() async throws {
      try await dashboard { shell in
        for (columns, rows) in [(80, 24), (40, 10), (200, 50), (19, 5), (120, 40)] {
          try await shell.send("j")
          try await shell.resize(columns: columns, rows: rows)
          try await shell.send("j")
          try await shell.wait(until: "the picture is \(columns) cells wide") { screen in
            columns < 20 ? screen.contains("too small") : screen.listTop?.count == columns
          }
        }
        try await shell.send("1", "0", "k")
        try await shell.wait(until: "the first row is selected again") {
          $0.cursorRow == 0
        }
        try await shell.send("q")
        #expect(try await shell.waitForEnd() == 0)
      }
    }

    @Test func `the demo leaves nothing behind`() async throws {
      try await Home.use { home in
        try await Shell.open(home, environment: home.environment) { shell in
          try await shell.type("watched till demo --sessions 40")
          try await shell.wait(for: "Welcome to till")
          try await shell.send(" ")
          try await shell.wait(for: "Sessions · 40 ")
          try await shell.send("q")
          #expect(try await shell.waitForEnd() == 0)
          #expect(home.names(in: "tmp").isEmpty)
          #expect(home.names(in: "cache").isEmpty)
        }
      }
    }

    /// A process that has ended may still wait for its parent to read its exit code.
    private func isRunning(_ pid: pid_t) -> Bool {
      guard let status = FileManager.default.contents(atPath: "/proc/\(pid)/status") else {
        return false
      }
      return !String(decoding: status, as: UTF8.self).contains("Z (zombie)")
    }

    private func dashboard(_ body: (Shell) async throws -> Void) async throws {
      try await Shop.open { shop in
        try await shop.openDashboard { shell in
          try await shell.wait(for: "Sessions · 30 ")
          #expect(try await shell.format("#{alternate_on}") == "1")
          try await body(shell)
          try await expectTerminalAsBefore(shell)
        }
      }
    }

    private func expectTerminalAsBefore(_ shell: Shell) async throws {
      let before = try #require(shell.home.read("settings-before"))
      #expect(shell.home.read("settings-after") == before)
      #expect(try await shell.format("#{alternate_on} #{cursor_flag}") == "0 1")
      let screen = try await shell.screen
      #expect(screen.contains("before till") && screen.listTop == nil)
    }
  }
}
