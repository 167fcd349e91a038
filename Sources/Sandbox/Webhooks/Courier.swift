/// Sends events to a shop's server: one at a time, in order, and again if the answer is not 2xx.
struct Courier: Sendable {
  let forwarding: Forwarding
  let livemode: Bool
  /// Unix seconds.
  let clock: @Sendable () -> Double
  /// Events that have become due since it was last asked.
  let take: @Sendable () -> [SandboxStore.Delivery]
  /// Called once for each event, when it has arrived or was given up.
  let settle: @Sendable (SandboxStore.Delivery, _ arrived: Bool) -> Void

  /// Seconds to wait after the first, the second and the third try. Then it gives up: Stripe's
  /// three days are too long for a sandbox.
  static let pauses = [1.0, 5, 30]

  private struct Retry {
    let delivery: SandboxStore.Delivery
    let attempt: Int
    let due: Double
  }

  /// Runs until its task is cancelled, which aborts what is on its way.
  func run() async {
    var retries: [Retry] = []
    while !Task.isCancelled {
      let fresh = take()
      for delivery in fresh where !Task.isCancelled {
        await attempt(delivery, 0, &retries)
      }
      let now = clock()
      let due = retries.filter { $0.due <= now }
      retries.removeAll { $0.due <= now }
      for retry in due where !Task.isCancelled {
        await attempt(retry.delivery, retry.attempt, &retries)
      }
      if fresh.isEmpty, due.isEmpty { try? await Task.sleep(for: Self.rest) }
    }
  }

  /// How long it waits when there is nothing to do.
  private static let rest = Duration.milliseconds(100)

  private func attempt(
    _ delivery: SandboxStore.Delivery, _ number: Int, _ retries: inout [Retry]
  ) async {
    guard let webhook = webhook(for: delivery) else {
      forwarding.log("events cannot be signed: there is no libcrypto of OpenSSL 3 here")
      return settle(delivery, false)
    }
    let origin = delivery.account == nil ? "" : "connect "
    forwarding.log("  --> \(origin)\(delivery.type.rawValue) [\(delivery.id)]")
    let status = await forwarding.send(webhook)
    guard !Task.isCancelled else { return }
    let answer = status.map { "[\($0)]" } ?? "[no answer]"
    if let status, (200...299).contains(status) {
      forwarding.log("  <-- \(answer) POST \(forwarding.url) [\(delivery.id)]")
      return settle(delivery, true)
    }
    guard Self.pauses.indices.contains(number) else {
      forwarding.log("  <-- \(answer) POST \(forwarding.url) [\(delivery.id)], given up")
      return settle(delivery, false)
    }
    let pause = Self.pauses[number]
    forwarding.log(
      "  <-- \(answer) POST \(forwarding.url) [\(delivery.id)], again in \(Int(pause)) s")
    retries.append(Retry(delivery: delivery, attempt: number + 1, due: clock() + pause))
  }

  /// Signed again for each try, because receivers refuse signatures older than five minutes.
  private func webhook(for delivery: SandboxStore.Delivery) -> Webhook? {
    guard
      let signature = try? WebhookSignature.header(
        for: delivery.body, at: Int(clock()), secret: forwarding.secret,
        livemode: livemode)
    else { return nil }
    let headers: [(name: String, value: String)] = [
      ("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"),
      ("Accept", "*/*; q=0.5, application/xml"), ("Accept-Encoding", "gzip"),
      ("Cache-Control", "no-cache"),
      ("Content-Type", "application/json; charset=utf-8"), ("Stripe-Signature", signature),
    ]
    return Webhook(
      url: forwarding.url, headers: headers + forwarding.headers, body: delivery.body)
  }
}
