/// What a cell means. Themes turn meaning into colours; nothing above `Terminal` knows a colour.
package enum Role: CaseIterable, Sendable {
  case text
  /// Labels, units, explanations: readable, but not important.
  case secondary
  case border, focusedBorder, title
  case header, headerTest, headerLive
  case footer, key, disabled
  case columnHead
  case statusOpen, statusPaid, statusUnpaid, statusExpired, statusOther
  case amount, link, code
  case notice, success, warning, error
  case dialog, dialogBorder, danger, focusedButton
  case input, placeholder
  case gap
  /// Frames while the account is live, instead of both other roles.
  case liveBorder
  /// The account's name in the header, which a profile can give its own colour.
  case account
  /// Dark on light in every theme: cameras expect that.
  case qrCode
  /// The names of members in JSON.
  case jsonKey
}

/// How a cell looks beyond its role.
package struct Emphasis: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The general implementations for option sets are slow when not inlined, and every cell has one.
  package init(arrayLiteral elements: Emphasis...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }

  package static func == (one: Emphasis, other: Emphasis) -> Bool {
    one.rawValue == other.rawValue
  }

  package static let bold = Emphasis(rawValue: 1)
  package static let underline = Emphasis(rawValue: 2)
  /// The row under the selection.
  package static let selected = Emphasis(rawValue: 4)
  /// A row marked for bulk work.
  package static let marked = Emphasis(rawValue: 8)
  /// Text that a search found.
  package static let matched = Emphasis(rawValue: 16)
  /// The selected row of a pane without the focus.
  package static let resting = Emphasis(rawValue: 64)
  /// On a dialog: roles without a background of their own get the dialog's, not the page's.
  package static let raised = Emphasis(rawValue: 32)
}

/// A role and its emphasis.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var emphasis: Emphasis

  package init(_ role: Role, _ emphasis: Emphasis = []) {
    self.role = role
    self.emphasis = emphasis
  }

  package static let text = Style(.text)
}
