package import Dashboard
import HTTP
import Host
import Stripe
import Screen

/// Follows requests. The dashboard learns which are under way, for its header, and which have
/// ended, for its log. The user of a command learns what it waits for.
package final class RequestMonitor: Sendable {
  private struct Traffic: Sendable {
    var running = 0
    var rate = RequestRate()
    var waiting: String?
    var retries = 0
    /// The number of the try that was said last.
    var saidTry = 0
  }

  private let traffic = Locked(Traffic())
  /// Requests a second to which the client limits itself; nil for no limit.
  private let limit: Int?
  private let report: (@Sendable (Event) -> Void)?
  private let console: Console?
  private let announcing: Throttle

  /// For a screen; `report` gets every event.
  package init(limit: Int?, report: @escaping @Sendable (Event) -> Void) {
    self.limit = limit
    self.report = report
    console = nil
    announcing = Throttle(.zero)
  }

  /// For a command. It says what it waits for: at most once in `pause`, and each further try.
  init(limit: Int?, console: Console, pause: Duration = .seconds(1)) {
    self.limit = limit
    report = nil
    self.console = console
    announcing = Throttle(pause, isDueAtOnce: true)
  }

  /// Wraps a client so that its requests are counted.
  func watching(_ client: HTTPClient) -> HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      self.change { traffic in
        traffic.running += 1
        traffic.waiting = nil
        traffic.rate.note(at: .now)
      }
      defer { self.change { $0.running -= 1 } }
      return try await client.send(request)
    }
  }

  /// `service` names a server other than Stripe's.
  func retry(_ notice: RetryNotice, of service: String? = nil) {
    let sentence = service.map { "\($0): \(notice.sentence)" } ?? notice.sentence
    change { traffic in
      traffic.waiting = sentence
      traffic.retries += 1
    }
    guard let console else { return }
    // The first waits are shorter than the pause.
    let isNews = traffic.withLock { traffic in
      guard announcing.isDue() || notice.nextTry > traffic.saidTry else { return false }
      traffic.saidTry = notice.nextTry
      return true
    }
    if isNews { console.say("till: \(sentence)") }
  }

  /// Says something that is true of all requests.
  func warn(_ sentence: String) {
    report?(.system(.notice(Message(Sanitiser.display(sentence), .warning))))
    console?.say("till: \(sentence)")
  }

  /// How many requests had to be sent again so far.
  var retries: Int { traffic.withLock { $0.retries } }

  package var hasScreen: Bool { report != nil }

  func note(_ record: RequestRecord) { report?(.http(.ended(record))) }

  private func change(_ body: (inout Traffic) -> Void) {
    traffic.withLock { traffic in
      body(&traffic)
      // Inside the lock, since reports in the wrong order would leave a wrong number on the screen.
      report?(
        .http(
          .activity(
            RequestActivity(
              running: traffic.running, rate: traffic.rate.perSecond, limit: limit,
              waiting: traffic.waiting, retries: traffic.retries))))
    }
  }
}

extension ConnectionPlan {
  /// Requests a second: the configured limit, or what the server is known to allow the key.
  package var requestLimit: Int? {
    (rateLimit ?? RequestPacer.rate(for: key, at: base)).map { max(1, Int($0)) }
  }
}

extension RequestRecord {
  /// `GET /v1/account 200 12 ms 912 B`, with the number of the attempt from the second on, and
  /// Stripe's id of the request.
  init(_ exchange: HTTPExchange) {
    let outcome: String
    var isFailure = true
    switch exchange.outcome {
    case .status(let status):
      outcome = String(status)
      isFailure = status >= 400
    case .failed(let code): outcome = "\(code)"
    }
    var details = "\(exchange.bytes) B"
    if exchange.attempt > 1 { details += " try \(exchange.attempt)" }
    if let id = exchange.requestID { details += " \(id)" }
    self.init(
      started: exchange.started, "\(exchange.method.rawValue) \(exchange.target)", outcome,
      milliseconds: exchange.milliseconds, details, isFailure: isFailure)
  }
}
