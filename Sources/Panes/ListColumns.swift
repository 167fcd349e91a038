import Checkout
import Dashboard
import Screen

/// A column of the list.
enum ListColumn: CaseIterable {
  case mark, created, status, amount, customer, reference, expires, mode, id

  var head: String {
    switch self {
    case .mark: ""
    case .created: "CREATED"
    case .status: "STATUS"
    case .amount: "AMOUNT"
    case .customer: "CUSTOMER"
    case .reference: "REFERENCE"
    case .expires: "EXPIRES"
    case .mode: "MODE"
    case .id: "ID"
    }
  }

  /// Cells that the column needs; the customer takes what is left over as well.
  var width: Int {
    switch self {
    case .mark: 1
    case .created: 8
    case .status: 11
    case .amount: 14
    case .customer: 18
    case .reference: 14
    case .expires: 9
    case .mode: 12
    case .id: 18
    }
  }

  /// In which order columns get their place when there is not room for all.
  private static let byWorth: [ListColumn] = [
    .mark, .status, .customer, .amount, .created, .expires, .reference, .mode, .id,
  ]

  /// The columns that fit, in their order on the screen, with their widths.
  static func fitting(_ width: Int) -> [(column: ListColumn, width: Int)] {
    var left = width
    var chosen: Set<ListColumn> = []
    for column in byWorth {
      // The first three always show; the customer is cut rather than left out.
      guard left >= column.width || chosen.count < 3 else { break }
      chosen.insert(column)
      left -= column.width + 1
    }
    return allCases.filter(chosen.contains).map { column in
      (column, column == .customer ? max(1, column.width + left + 1) : column.width)
    }
  }
}

extension StatusBadge.Tone {
  var role: Role {
    switch self {
    case .open: .statusOpen
    case .paid: .statusPaid
    case .unpaid: .statusUnpaid
    case .expired: .statusExpired
    case .other: .statusOther
    }
  }
}
