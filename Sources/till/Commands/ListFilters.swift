import ArgumentParser
import Checkout
import Query
import Glibc

/// The filters of Stripe's list, as options.
struct ListFilters: ParsableArguments {
  @Option(help: "open, complete or expired.")
  var status: String?
  @Option(help: "The customer's e-mail address.")
  var email: String?
  @Option(help: "cus_…")
  var customer: String?
  @Option(help: "acct_… of a customer under Accounts v2.")
  var customerAccount: String?
  @Option(help: "pi_…")
  var paymentIntent: String?
  @Option(help: "plink_…")
  var paymentLink: String?
  @Option(help: "sub_…")
  var subscription: String?
  @Option(help: "Created after this time: \(TimeArgument.help). A day or a minute counts whole.")
  var createdGt: TimeArgument?
  @Option(help: "Created at or after this time: \(TimeArgument.help).")
  var createdGte: TimeArgument?
  @Option(help: "Created before this time: \(TimeArgument.help).")
  var createdLt: TimeArgument?
  @Option(
    help: """
      Created at or before this time: \(TimeArgument.help). A day or a minute counts whole.
      """)
  var createdLte: TimeArgument?

  func validate() throws {
    guard let status else { return }
    if case .other = SessionStatus(status) {
      throw ValidationError("--status is open, complete or expired, not “\(status)”.")
    }
  }

  var filter: SessionFilter {
    var filter = SessionFilter()
    filter.status = status.map(SessionStatus.init)
    filter.email = email
    filter.customer = customer
    filter.customerAccount = customerAccount
    filter.paymentIntent = paymentIntent
    filter.paymentLink = paymentLink
    filter.subscription = subscription
    filter.created = CreatedRange(
      gt: createdGt?.seconds.upperBound, gte: createdGte?.seconds.lowerBound,
      lt: createdLt?.seconds.lowerBound, lte: createdLte?.seconds.upperBound)
    return filter
  }
}

/// A time as people write it on a command line, read as in a query: days are local ones.
struct TimeArgument: ExpressibleByArgument, Sendable {
  /// The first and the last second of what was named, such as a day. Unix seconds.
  let seconds: ClosedRange<Int>

  static let help =
    "2026-11-14 or 2026-11-14T09:30 in local time, 2026-11-14T09:30Z in UTC, 7d for seven days ago, "
    + "Unix seconds"

  init?(argument: String) { self.init(argument, lengthsLieAhead: false) }

  /// A length such as `7d` ends or begins now.
  init?(_ text: String, lengthsLieAhead: Bool) {
    let dates = QueryDates(now: time(nil), zone: .local, lengthsLieAhead: lengthsLieAhead)
    let moment = Int(text).map { $0...$0 }
    guard let seconds = dates.unit(text[...]) ?? moment else { return nil }
    self.seconds = seconds
  }
}
