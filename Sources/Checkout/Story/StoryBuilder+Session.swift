import JSON
import Query
import Units

extension StoryBuilder {
  mutating func tellSession() {
    add("created", StoryStep(.created, at: session.created, "Checkout opened", id: session.id))
    if let former = session.json["recovered_from"]?.string, !former.isEmpty {
      add(
        "recovered from",
        StoryStep(
          .recovered, at: session.created, "Opened from the recovery link of \(former)",
          id: former))
    }
    for recovery in sources.recoveries {
      add(
        "recovered by \(recovery.id)",
        StoryStep(
          .recovered, at: recovery.created, .exact,
          "Opened again from its recovery link as \(recovery.id)", id: recovery.id,
          after: .expired))
    }
  }

  // MARK: - The end

  mutating func tellEnd() {
    switch session.status {
    case .complete: tellCompletion()
    case .expired: tellExpiry()
    default: break
    }
    tellRecovery()
  }

  private mutating func tellCompletion() {
    let (at, exactness) = completion
    add(
      "completed",
      StoryStep(.completed, at: at, exactness, completionWords, id: session.id))
  }

  /// The attempt that completed the checkout. A delayed one did so even if it failed later.
  private var completing: Charge? { charges.last { $0.outcome != .failed || $0.isDelayed } }

  /// When the checkout was completed, from the most exact source.
  private var completion: (Int, StoryStep.Exactness) {
    if let event = firstEvent("checkout.session.completed") { return (event.created, .exact) }
    let paidAt = sources.invoice?["status_transitions"]?["paid_at"]?.int
    // An invoice is paid when the money of a delayed payment has come: that is days later.
    let charge = completing
    let attempt = sources.setupIntent?["latest_attempt"]?["created"]?.int
    let isDelayed = charge?.isDelayed ?? false
    if let about = isDelayed ? charge?.created : paidAt ?? charge?.created ?? attempt {
      return (about, .about)
    }
    if let change = change("status", to: "complete") { return (change.at, .since(change.after)) }
    let end = min(sources.readAt, session.expiresAt ?? sources.readAt)
    return (max(end, session.created), .since(session.created))
  }

  private var completionWords: String {
    let told = firstEvent("checkout.session.completed")?.object["payment_status"]?.string
    if told == "unpaid" || (told == nil && completing?.isDelayed == true) {
      return "Checkout completed, payment still under way"
    }
    return (told ?? session.paymentStatus?.name) == "no_payment_required"
      ? "Checkout completed, nothing to pay now" : "Checkout completed"
  }

  private mutating func tellExpiry() {
    if let event = firstEvent("checkout.session.expired") {
      add("expired", StoryStep(.expired, at: event.created, words(of: event), id: session.id))
      return
    }
    let isEarly = session.expiresAt.map { $0 > sources.readAt } ?? false
    let words = isEarly ? "Checkout closed before its time" : "Checkout expired unpaid"
    if let canceled = intent?["canceled_at"]?.int {
      add("expired", StoryStep(.expired, at: canceled, .about, words, id: session.id))
    } else if let change = change("status", to: "expired") {
      let at = isEarly ? change.at : min(change.at, session.expiresAt ?? change.at)
      add("expired", StoryStep(.expired, at: at, .since(change.after), words, id: session.id))
    } else if isEarly {
      let step = StoryStep(
        .expired, at: sources.readAt, .since(session.created), words, id: session.id)
      add("expired", step)
    } else if let end = session.expiresAt {
      add("expired", StoryStep(.expired, at: end, .atLatest, words, id: session.id))
    }
  }

  /// Says who did it: a call of the API has a request id, an expiry by time has none.
  private func words(of event: StoryEvent) -> String {
    let isEarly = session.expiresAt.map { event.created < $0 } ?? false
    if let request = event.request { return "Checkout closed by the shop (request \(request))" }
    return isEarly ? "Checkout closed before its time" : "Checkout expired unpaid"
  }

  private mutating func tellRecovery() {
    let recovery = session.json["after_expiration"]?["recovery"]
    guard let url = recovery?["url"]?.string else { return }
    let until = recovery?["expires_at"]?.int.map { " until \(day($0))" } ?? ""
    also.append(Story.Fact("a recovery link exists\(until)", link: url))
  }

  // MARK: - What till saw

  /// Status and payment status have their own steps; the address disappears when a session ends.
  mutating func tellChanges() {
    for (index, change) in sources.changes.enumerated() {
      let text: String
      switch change.field {
      case "status", "payment_status": continue
      case "url":
        guard change.from != nil, change.to != nil else { continue }
        text = "The checkout URL changed"
      case "amount_total": text = "The total changed"
      case "currency": text = "The currency changed"
      default:
        let key = change.field.split(separator: ".", maxSplits: 1).last.map(String.init)
        text = "Metadata \(key ?? change.field) \(change.verb)"
      }
      add(
        "changed \(index)",
        StoryStep(
          .updated, at: change.at, .since(change.after), text,
          values: change.field == "url" ? nil : values(of: change), id: session.id))
    }
  }

  private func values(of change: RecordChange) -> String {
    func shown(_ value: String) -> String {
      guard change.field == "amount_total", let amount = Int(value), let currency = session.currency
      else { return "“\(value)”" }
      return Money(amount, currency).text
    }
    return switch (change.from, change.to) {
    case (let from?, let to?): "from \(shown(from)) to \(shown(to))"
    case (let from?, nil): "(it was \(shown(from)))"
    case (nil, let to?): "to \(shown(to))"
    case (nil, nil): ""
    }
  }
}

extension RecordChange {
  fileprivate var verb: String {
    from == nil ? "was set" : to == nil ? "was removed" : "changed"
  }
}
