import Checkout
import GRDB

/// Documented values as small numbers, any other as the word that Stripe sent.
enum Codes {
  private static let statuses: [SessionStatus] = [.open, .complete, .expired]
  private static let paymentStatuses: [PaymentStatus] = [.paid, .unpaid, .noPaymentRequired]
  private static let modes: [SessionMode] = [.payment, .setup, .subscription]

  static func value(of status: SessionStatus?) -> DatabaseValue {
    value(status, name: \.name, in: statuses)
  }
  static func value(of status: PaymentStatus?) -> DatabaseValue {
    value(status, name: \.name, in: paymentStatuses)
  }
  static func value(of mode: SessionMode?) -> DatabaseValue {
    value(mode, name: \.name, in: modes)
  }

  static func status(_ value: DatabaseValue) -> SessionStatus? {
    read(value, in: statuses, other: SessionStatus.init)
  }
  static func paymentStatus(_ value: DatabaseValue) -> PaymentStatus? {
    read(value, in: paymentStatuses, other: PaymentStatus.init)
  }
  static func mode(_ value: DatabaseValue) -> SessionMode? {
    read(value, in: modes, other: SessionMode.init)
  }

  private static func value<T: Equatable>(
    _ value: T?, name: (T) -> String, in table: [T]
  ) -> DatabaseValue {
    guard let value else { return .null }
    return table.firstIndex(of: value)?.databaseValue ?? name(value).databaseValue
  }

  private static func read<T>(
    _ value: DatabaseValue, in table: [T], other: (String) -> T
  ) -> T? {
    switch value.storage {
    case .int64(let code): table.indices.contains(Int(code)) ? table[Int(code)] : nil
    case .string(let word): other(word)
    default: nil
    }
  }
}
