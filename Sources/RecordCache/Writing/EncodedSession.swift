internal import Checkout
import GRDB
import Units
import JSON

/// A session, ready to be written: made before the transaction, so that the writer only writes.
struct EncodedSession: Sendable {
  var summary: SessionSummary
  /// Folded text for the search.
  var text: String
  var dictionary: Int
  var json: [UInt8]

  init(_ session: Session, fetchedAt: Int, with codec: ObjectCodec) throws(CacheError) {
    guard let json = codec.compress(session.json.bytes) else {
      throw CacheError(.failed, "there is no memory left to compress a session")
    }
    summary = SessionSummary(session, position: 0, fetchedAt: fetchedAt)
    text = SearchText.make(of: session)
    dictionary = codec.version
    self.json = json
  }
}

/// The columns of `session`, in one order for reading and writing.
enum SummaryColumns {
  static let names = """
    place, id, expires_at, status, payment_status, mode, amount_total, currency, email, name, \
    reference, customer, payment_intent, subscription, invoice, payment_link, has_url, livemode, fetched_at
    """
  static let insert = """
    INSERT OR IGNORE INTO session (\(names)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let update = """
    UPDATE session SET id = ?2, expires_at = ?3, status = ?4, payment_status = ?5, mode = ?6,
      amount_total = ?7, currency = ?8, email = ?9, name = ?10, reference = ?11, customer = ?12,
      payment_intent = ?13, subscription = ?14, invoice = ?15, payment_link = ?16, has_url = ?17,
      livemode = ?18, fetched_at = ?19
    WHERE place = ?1
    """

  static func values(of summary: SessionSummary) -> [DatabaseValue] {
    [
      Position.place(summary.position).databaseValue, summary.id.databaseValue,
      value(summary.expiresAt), Codes.value(of: summary.status),
      Codes.value(of: summary.paymentStatus), Codes.value(of: summary.mode),
      value(summary.amountTotal), value(summary.currency?.code), value(summary.email),
      value(summary.customerName), value(summary.clientReferenceID), value(summary.customer),
      value(summary.paymentIntent), value(summary.subscription), value(summary.invoice),
      value(summary.paymentLink), summary.hasURL.databaseValue, summary.livemode.databaseValue,
      summary.fetchedAt.databaseValue,
    ]
  }

  private static func value(_ value: (some DatabaseValueConvertible)?) -> DatabaseValue {
    value?.databaseValue ?? .null
  }
}

extension SessionSummary {
  /// Reads a row that was selected with `SummaryColumns.names`.
  init(row: Row) {
    let position = Position.place(row[0])
    self.init(
      id: row[1], position: position, created: Position.second(of: position), expiresAt: row[2],
      status: Codes.status(row[3]), paymentStatus: Codes.paymentStatus(row[4]),
      mode: Codes.mode(row[5]), amountTotal: row[6],
      currency: (row[7] as String?).map(Currency.init), email: row[8], customerName: row[9],
      customer: row[11], paymentIntent: row[12], subscription: row[13], invoice: row[14],
      paymentLink: row[15], clientReferenceID: row[10], hasURL: row[16], livemode: row[17],
      fetchedAt: row[18])
  }
}
