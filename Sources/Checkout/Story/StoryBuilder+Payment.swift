import JSON
import Query
import Units

extension StoryBuilder {
  /// Since then a hosted page creates its payment intent when the customer submits it; before, it
  /// was created with the session. Source: https://docs.stripe.com/upgrades#2022-08-01
  private static let intentAtSubmit = 1_659_312_000

  private var intentID: String? {
    intent?["id"]?.string ?? intent?.string ?? sources.invoiceIntent
  }

  mutating func tellPayment() {
    tellSubmission()
    tellQuestions()
    // In one second, a try that had no charge comes first, as in the verdict.
    tellFailuresWithoutCharge()
    for charge in charges { tell(charge) }
    tellPaymentWithoutCharge()
    tellCancellation()
    tellMoney()
  }

  private mutating func tellSubmission() {
    guard session.created >= Self.intentAtSubmit else { return }
    let event = firstEvent("payment_intent.created")
    guard let at = intent?["created"]?.int ?? event?.created else { return }
    add(
      "submitted", StoryStep(.submitted, at: at, "The customer pressed pay", id: intentID))
  }

  // MARK: - The bank asks

  private mutating func tellQuestions() {
    for event in events("payment_intent.requires_action") {
      let words = questionWords(event.object["next_action"])
      add(
        "asked \(event.id)",
        StoryStep(
          .actionRequired, at: event.created, words + silence(after: event), id: intentID))
    }
    guard intent?["status"]?.string == "requires_action",
      firstEvent("payment_intent.requires_action") == nil
    else { return }
    let since = charges.last?.created ?? intent?["created"]?.int ?? session.created
    let words = questionWords(intent?["next_action"]) + "; no answer yet"
    add(
      "asked",
      StoryStep(
        .actionRequired, at: max(sources.readAt, since), .since(since), words, id: intentID))
  }

  private func questionWords(_ action: JSON?) -> String {
    let words = NextActionWords.words(action)
    return words == NextActionWords.other
      ? "3-D Secure: the bank asked the customer to confirm" : "The customer was asked to \(words)"
  }

  /// Whether the customer never answered.
  private func silence(after event: StoryEvent) -> String {
    let answers = charges.contains { $0.created >= event.created }
    let isLast = !events("payment_intent.payment_failed", "payment_intent.succeeded")
      .contains { $0.created >= event.created }
    guard !answers, isLast else { return "" }
    return session.status == .open ? "; no answer yet" : "; no answer came"
  }

  // MARK: - Tries

  private mutating func tell(_ charge: Charge) {
    let how = charge.methodWords.map { " with \($0)" } ?? ""
    let amount = charge.amount?.text
    guard !charge.isDelayed, charge.outcome != .pending else {
      tellDelayed(charge, how, amount)
      return
    }
    switch charge.outcome {
    case .failed:
      let what = [amount, charge.methodWords].compactMap(\.self).joined(separator: ", ")
      let reason = charge.decline?.words ?? "no reason was given"
      let words = "Declined: \(reason)" + (what.isEmpty ? "" : " (\(what))")
      add("failed \(charge.id)", StoryStep(.declined, at: charge.created, words, id: charge.id))
    case .succeeded:
      let kind: StoryStep.Kind = charge.isUncaptured ? .authorized : .paid
      let verb = charge.isUncaptured ? "Authorised" : "Paid"
      let words = "\(verb) \(amount ?? "")\(how)\(notes(on: charge))"
      let isLater = kind == .paid && intent?["capture_method"]?.string == "manual"
      add(
        "paid \(charge.id)",
        StoryStep(
          kind, at: charge.created, isLater ? .about : .exact, words, id: charge.id))
    default: break
    }
  }

  private func notes(on charge: Charge) -> String {
    let isReviewed = charge.json["outcome"]?["type"]?.string == "manual_review"
    return (presentment.map { " (\($0) for the customer)" } ?? "")
      + (charge.isAuthenticated ? ", confirmed with 3-D Secure" : "")
      + (isReviewed ? "; held for review by Stripe Radar" : "")
  }

  private var presentment: String? { Presentment(of: session)?.customer.text }

  /// The bank answers days after the attempt, and the charge does not say when.
  private mutating func tellDelayed(_ charge: Charge, _ how: String, _ amount: String?) {
    let type = charge.methodType
    let term = type.flatMap(PaymentMethodWords.term).map { "within \($0)" } ?? "later"
    let what = [amount, charge.methodWords].compactMap(\.self).joined(separator: " with ")
    add(
      "sent \(charge.id)",
      StoryStep(
        .processing, at: charge.created,
        "Under way: \(what); the bank answers \(term)", id: charge.id))
    let answers: [StoryEvent]
    let step: (StoryStep.Kind, String)
    switch charge.outcome {
    case .succeeded:
      answers = events(
        "charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded")
      step = (.paid, "Paid \(amount ?? "")\(how): the money has come")
    case .failed:
      answers = events(
        "charge.failed", "payment_intent.payment_failed", "checkout.session.async_payment_failed")
      let words = charge.decline?.words ?? "no reason was given"
      step = (
        .declined, "Failed: \(words) (\(what)); the customer must start a new checkout"
      )
    default: return
    }
    let answer = answers.first { $0.created > charge.created || $0.type.hasPrefix("checkout") }
    let seen = change("payment_status", to: "paid").flatMap { step.0 == .paid ? $0 : nil }
    let paidAt = sources.invoice?["status_transitions"]?["paid_at"]?.int
    let arrival =
      answer?.created ?? paidAt.flatMap { step.0 == .paid && $0 > charge.created ? $0 : nil }
    let at = arrival ?? seen?.at ?? max(sources.readAt, charge.created)
    let start = max(charge.created, seen?.after ?? charge.created)
    add(
      "answer \(charge.id)",
      StoryStep(
        step.0, at: at, arrival == nil ? .since(start) : .exact, step.1, id: charge.id,
        after: .completed))
  }

  private mutating func tellFailuresWithoutCharge() {
    for event in sources.failuresWithoutCharge {
      let error = event.object.value("last_payment_error")
      let charge = error?["charge"]?.string
      let words = Decline(error)?.words ?? "no reason was given"
      add(
        "failed at \(event.id)",
        StoryStep(
          .declined, at: event.created, "Payment failed: \(words)",
          id: charge ?? intentID))
    }
    guard let error = intent?.value("last_payment_error"), let decline = Decline(error),
      firstEvent("payment_intent.payment_failed") == nil
    else { return }
    let charge = error["charge"]?.string
    guard charge == nil || !charges.contains(where: { $0.id == charge }),
      charges.last?.outcome != .failed
    else { return }
    let since = intent?["created"]?.int ?? session.created
    add(
      "failed",
      StoryStep(
        .declined, at: max(sources.readAt, since), .since(since),
        "Payment failed: \(decline.words)", id: charge ?? intentID))
  }

  /// It is certain that the session is paid, but its charge may not have been read.
  private mutating func tellPaymentWithoutCharge() {
    guard session.paymentStatus == .paid,
      !charges.contains(where: { $0.outcome == .succeeded && !$0.isUncaptured })
    else { return }
    let amount = session.amountTotal.flatMap { amount in
      session.currency.map { " " + Money(amount, $0).text }
    }
    let id = intentID ?? session.id(of: "invoice")
    let (at, exactness) = paymentTime
    add("paid", StoryStep(.paid, at: at, exactness, "Paid\(amount ?? "")", id: id))
  }

  private var paymentTime: (Int, StoryStep.Exactness) {
    let event = firstEvent(
      "payment_intent.succeeded", "checkout.session.async_payment_succeeded")
    if let event { return (event.created, .exact) }
    if let paid = sources.invoice?["status_transitions"]?["paid_at"]?.int { return (paid, .exact) }
    if let event = firstEvent("checkout.session.completed") { return (event.created, .about) }
    if let seen = change("payment_status", to: "paid") { return (seen.at, .since(seen.after)) }
    return (max(sources.readAt, session.created), .since(session.created))
  }

  private mutating func tellCancellation() {
    guard session.status != .expired, let at = intent?["canceled_at"]?.int else { return }
    let reason = intent?.value("cancellation_reason")?.string
    let words = reason.map { " (\($0.replacing("_", with: " ")))" } ?? ""
    add("canceled", StoryStep(.canceled, at: at, "Payment cancelled\(words)", id: intentID))
  }

  // MARK: - What goes with the money

  private mutating func tellMoney() {
    guard let charge = charges.last(where: { $0.outcome == .succeeded }) else { return }
    if let number = charge.json["receipt_number"]?.string {
      also.append(
        Story.Fact("a receipt was sent: \(number)", link: charge.json["receipt_url"]?.string))
    } else if let url = charge.json["receipt_url"]?.string {
      also.append(Story.Fact("the receipt can be seen", link: url))
    }
    if let words = charge.json["calculated_statement_descriptor"]?.string {
      also.append(Story.Fact("the customer's statement says “\(words)”"))
    }
    tellNet(of: charge)
  }

  /// What of the payment is the shop's; nothing is if all of it went back.
  private mutating func tellNet(of charge: Charge) {
    let isLost = sources.knownDisputes.contains { $0["status"]?.string == "lost" }
    guard !charge.isRefundedInFull, !isLost else { return }
    // A list of charges has only the id; the session was read with the object.
    let latest = Charge(intent?["latest_charge"]).flatMap { $0.id == charge.id ? $0.json : nil }
    let balances = [charge.json, latest].compactMap { $0?["balance_transaction"] }
    if let balance = balances.first(where: { $0.kind == .object }),
      let net = money(balance, "net"), let fee = money(balance, "fee")
    {
      let available = balance["available_on"]?.int
      let date = available.map { ", available on \(day($0))" } ?? ""
      let verb = available.map { $0 <= sources.readAt } ?? false ? "came" : "comes"
      also.append(Story.Fact("\(net) \(verb) to the account after \(fee) of fees\(date)"))
    }
  }
}
