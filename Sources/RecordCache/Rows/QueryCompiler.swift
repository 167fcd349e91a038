internal import Checkout
import GRDB
import Units

/// A query in till's own language as SQL with bound parameters.
struct QueryCompiler {
  /// Conditions on `session AS s`; all must hold.
  private(set) var conditions: [SQL] = []
  /// What the search index has to find; nil when no word has to be there.
  private(set) var match: SearchMatch?

  init(_ query: SessionQuery) {
    var wanted: [String] = []
    var unwanted: [String] = []
    for term in query.terms {
      switch (term.condition, term.isNegated) {
      case (.text(let folded), false): wanted.append(folded)
      case (.text(let folded), true): unwanted.append(folded)
      case (let condition, true): conditions.append("NOT ifnull(\(sql(condition)), 0)")
      case (let condition, false):
        conditions.append(sql(condition))
        // Fields are part of the text: the index finds the few rows that have to be looked at.
        if let text = condition.searchedText { wanted.append(text) }
      }
    }
    if wanted.isEmpty {
      conditions += unwanted.map { "NOT \(sql(.text($0)))" }
    } else {
      match = SearchMatch(wanted: wanted, unwanted: unwanted)
    }
  }

  private func sql(_ condition: SessionQuery.Condition) -> SQL {
    switch condition {
    case .text(let folded): Self.text(folded)
    case .contains(let field, let folded):
      "instr(\(ObjectFunction.folded(field.column)), \(SearchFolding.needle(folded))) > 0"
    case .id(let field, let prefix): Self.begins(field, prefix)
    case .status(let status): "s.status = \(Codes.value(of: status))"
    case .paymentStatus(let status): "s.payment_status = \(Codes.value(of: status))"
    case .mode(let mode): "s.mode = \(Codes.value(of: mode))"
    case .currency(let currency): "s.currency = \(currency.code)"
    case .livemode(let livemode): "s.livemode = \(livemode)"
    case .amount(let comparison, let amount):
      "\(Self.thousandths) \(sql: comparison.rawValue) \(amount.thousandths)"
    case .created(let seconds):
      RowSelection.places(
        Position.start(of: seconds.lowerBound)...Position.end(of: seconds.upperBound))
    case .expires(let seconds):
      "s.expires_at BETWEEN \(seconds.lowerBound) AND \(seconds.upperBound)"
    case .metadata(let key, let value):
      "\(ObjectFunction.folded(ObjectFunction.metadata(key))) = \(value)"
    case .hasMetadata(let key): "\(ObjectFunction.metadata(key)) IS NOT NULL"
    case .has(let presence): presence.condition
    case .any(let conditions): Self.joined(conditions.map(sql), " OR ", none: "FALSE")
    case .all(let conditions): Self.joined(conditions.map(sql), " AND ", none: "TRUE")
    }
  }

  private static func joined(_ conditions: [SQL], _ word: String, none: SQL) -> SQL {
    conditions.isEmpty
      ? none : "(\(conditions.map { SQL("(\($0))") }.joined(separator: word)))"
  }

  /// A text that is only one of several conditions, or must not be there. The index is asked once for
  /// all rows: asking it for each row costs a thousand times as much.
  private static func text(_ folded: String) -> SQL {
    let match = SearchMatch(wanted: [folded], unwanted: [])
    let pending = match.conditions(on: "text").joined(separator: " AND ")
    return """
      (s.place IN (SELECT rowid FROM search WHERE search MATCH \(match.expression) \
      UNION ALL SELECT place FROM search_pending WHERE \(pending)))
      """
  }

  private static func begins(_ field: SessionQuery.IDField, _ prefix: String) -> SQL {
    let end = prefix + "\u{10FFFF}"
    return "\(field.column) >= \(prefix) AND \(field.column) < \(end)"
  }

  /// The amount of a row in thousandths of the major unit of its currency, by which amounts of all
  /// currencies compare.
  static let thousandths: SQL = {
    let list = { (codes: Set<String>) in
      codes.sorted().map { SQL("\($0)") }.joined(separator: ", ")
    }
    return """
      s.amount_total * (CASE WHEN s.currency IN (\(list(Currency.zeroDecimal))) THEN 1000 \
      WHEN s.currency IN (\(list(Currency.threeDecimal))) THEN 1 ELSE 10 END)
      """
  }()
}

extension SessionQuery.Condition {
  /// Folded text that every row has that meets the condition.
  fileprivate var searchedText: String? {
    switch self {
    case .contains(_, let folded): folded
    case .metadata(_, let value): value.isEmpty ? nil : value
    default: nil
    }
  }
}

extension SessionQuery.TextField {
  fileprivate var column: SQL {
    switch self {
    case .name: "s.name"
    case .email: "s.email"
    case .reference: "s.reference"
    case .phone: ObjectFunction.value("customer_details.phone")
    }
  }
}

extension SessionQuery.IDField {
  fileprivate var column: SQL {
    switch self {
    case .session: "s.id"
    case .customer: "s.customer"
    case .paymentIntent: "s.payment_intent"
    case .subscription: "s.subscription"
    case .paymentLink: "s.payment_link"
    case .invoice: "s.invoice"
    }
  }
}

extension SessionQuery.Presence {
  fileprivate var condition: SQL {
    switch self {
    case .email: "s.email IS NOT NULL"
    case .name: "s.name IS NOT NULL"
    case .reference: "s.reference IS NOT NULL"
    case .url: "s.has_url"
    case .customer: "s.customer IS NOT NULL"
    case .subscription: "s.subscription IS NOT NULL"
    case .invoice: "s.invoice IS NOT NULL"
    case .payment: "s.payment_intent IS NOT NULL"
    case .link: "s.payment_link IS NOT NULL"
    case .phone, .metadata, .discount, .tax, .shipping: ObjectFunction.has(self)
    }
  }
}
