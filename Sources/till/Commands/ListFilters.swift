import ArgumentParser
import Checkout

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
  @Option(help: "Created after this moment: Unix seconds, 2026-11-14, 2026-11-14T09:30:00Z.")
  var createdGt: TimeArgument?
  @Option(help: "Created at or after this moment.")
  var createdGte: TimeArgument?
  @Option(help: "Created before this moment.")
  var createdLt: TimeArgument?
  @Option(help: "Created at or before this moment.")
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
      gt: createdGt?.seconds, gte: createdGte?.seconds, lt: createdLt?.seconds,
      lte: createdLte?.seconds)
    return filter
  }
}

/// A moment as people write it on a command line, in UTC.
struct TimeArgument: ExpressibleByArgument, Sendable {
  /// Unix seconds.
  let seconds: Int

  init?(argument: String) {
    if let seconds = Int(argument) {
      self.seconds = seconds
      return
    }
    let halves = argument.split(separator: "T", omittingEmptySubsequences: false)
    let date = halves[0].split(separator: "-").compactMap { Int($0) }
    guard date.count == 3, halves.count <= 2 else { return nil }
    let day = CivilDate(year: date[0], month: date[1], day: date[2])
    guard day.isValid else { return nil }
    var second = 0
    if halves.count == 2 {
      guard let time = Self.secondOfDay(halves[1]) else { return nil }
      second = time
    }
    seconds = day.daysSinceEpoch * 86_400 + second
  }

  /// `09:30` or `09:30:00`, with or without a Z.
  private static func secondOfDay(_ text: Substring) -> Int? {
    let digits = text.hasSuffix("Z") ? text.dropLast() : text
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
      let second = parts.count == 3 ? parts[2] : 0,
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
