import Checkout
import Testing
import JSON

@testable import Driver

/// Scripts at a real terminal, one at a time, since each keeps a processor busy.
@Suite(
  .serialized,
  .enabled(if: Shell.isTmuxInstalled, "tmux is not installed, so no terminal can be typed at"))
enum Dashboard {}

/// A terminal size; each has its own layout of the panes.
enum Shape: String, CaseIterable, CustomTestStringConvertible {
  case wide, stacked, single

  var columns: Int { [.wide: 120, .stacked: 80, .single: 40][self] ?? 0 }
  var rows: Int { [.wide: 40, .stacked: 24, .single: 10][self] ?? 0 }
  var testDescription: String { "\(columns)×\(rows)" }
}

extension Shop {
  /// Starts the dashboard in a shell, and waits for the newest page of the list.
  func openDashboard(
    _ shape: Shape = .wide, with variables: [String: String] = [:],
    _ body: (Shell) async throws -> Void
  ) async throws {
    let newest = try #require(try await get("?limit=1")["data"]?.elements.map { $0 }.first)
    try await openShell(shape, with: variables) { shell in
      try await shell.type("clear; echo before till; watched till dashboard")
      try await shell.wait(until: "the newest session is selected") {
        $0.cursorLine?.contains(newest.customerStart) == true
      }
      try await body(shell)
    }
  }

  func openShell(
    _ shape: Shape = .wide, with variables: [String: String] = [:],
    _ body: (Shell) async throws -> Void
  ) async throws {
    try await Shell.open(
      home, environment: environment.merging(variables) { $1 }, columns: shape.columns,
      rows: shape.rows, body)
  }
}

extension String {
  private var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }

  /// The upper edge of the list's frame, below the header and, if there is room, the tabs.
  var listTop: Substring? { lines.first { $0.hasPrefix("╭") } }

  /// The row of the list's cursor, from 0, below the frame's edge and the column heads.
  var cursorRow: Int? {
    guard let top = lines.firstIndex(where: { $0.hasPrefix("╭") }),
      let cursor = lines.firstIndex(where: { $0.contains("│▌") })
    else { return nil }
    return cursor - top - 2
  }

  /// The line of the list's cursor; frames of a live account have double lines.
  var cursorLine: Substring? {
    split(separator: "\n").first { $0.contains(/[│║]▌/) }
  }

  /// Whether the title of a pane contains this session's id.
  func names(_ session: JSON) -> Bool {
    split(separator: "\n").contains {
      $0.contains(session.id.prefix(12)) && $0.contains(session.id.suffix(5))
    }
  }
}

extension JSON {
  /// The part of a session's customer that every width of the list shows.
  var customerStart: Substring {
    let details = self["customer_details"]
    let text =
      details?["email"]?.string ?? self["customer_email"]?.string ?? details?["name"]?.string
      ?? self["customer"]?.string ?? self["client_reference_id"]?.string ?? "–"
    return text.prefix(12)
  }
}
