import ArgumentParser
import Checkout
import Query

/// The filters of Stripe's list, as options.
struct ListFilters: ParsableArguments {
  @Option(
    help: "open, complete or expired.",
    completion: .list([SessionStatus.open, .complete, .expired].map(\.name)))
  var status: String?
  @Option(help: "The customer's e-mail address, with the capitals that it was typed with.")
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
    let texts = [
      ("email", email), ("customer", customer), ("customer-account", customerAccount),
      ("payment-intent", paymentIntent), ("payment-link", paymentLink),
      ("subscription", subscription),
    ]
    for case (let name, "") in texts { throw ValidationError("--\(name) is empty.") }
    guard let status else { return }
    if case .other = SessionStatus(status) {
      throw ValidationError("--status is open, complete or expired, not “\(status)”.")
    }
  }

  /// The address in `Jane Doe <jane@example.com>`; any other text as it is.
  private static func address(_ text: String) -> String {
    guard text.contains(where: { $0 == "<" || $0.isWhitespace }) else { return text }
    let found = EmailScanner.emails(in: text)
    return found.count == 1 ? found[0] : text
  }

  /// The filter that these options make. Each option replaces the same part of a view's filter;
  /// times are relative to the world's clock.
  func filter(in world: World, within view: SessionFilter? = nil) -> SessionFilter {
    var filter = view ?? SessionFilter()
    filter.status = status.map(SessionStatus.init) ?? filter.status
    filter.email = email.map(Self.address) ?? filter.email
    filter.customer = customer ?? filter.customer
    filter.customerAccount = customerAccount ?? filter.customerAccount
    filter.paymentIntent = paymentIntent ?? filter.paymentIntent
    filter.paymentLink = paymentLink ?? filter.paymentLink
    filter.subscription = subscription ?? filter.subscription
    let created = CreatedRange(
      gt: createdGt?.seconds(in: world).upperBound, gte: createdGte?.seconds(in: world).lowerBound,
      lt: createdLt?.seconds(in: world).lowerBound, lte: createdLte?.seconds(in: world).upperBound)
    if created != CreatedRange() { filter.created = created }
    return filter
  }
}
