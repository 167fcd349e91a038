package import Dashboard
import HTTP
import Host
import Stripe
import Screen

/// Follows requests: tells the dashboard which are under way, for its header, and each that has
/// ended, for its log; tells a command's user what is waited for.
package final class RequestMonitor: Sendable {
  private struct Traffic: Sendable {
    var running = 0
    var rate = RequestRate()
    var waiting: String?
    var retries = 0
  }

  private let traffic = Locked(Traffic())
  /// Requests a second that the client holds itself to; nil when it does not.
  private let limit: Int?
  private let report: (@Sendable (Event) -> Void)?
  private let console: Console?
  private let announcing: Throttle

  /// For a screen, which is told by `report`.
  package init(limit: Int?, report: @escaping @Sendable (Event) -> Void) {
    self.limit = limit
    self.report = report
    console = nil
    announcing = Throttle(.zero)
  }

  /// For a command. It says at most once in `pause` what is waited for.
  init(limit: Int?, console: Console, pause: Duration = .seconds(1)) {
    self.limit = limit
    report = nil
    self.console = console
    announcing = Throttle(pause, isDueAtOnce: true)
  }

  /// The client, counted.
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

  func retry(_ notice: RetryNotice) {
    change { traffic in
      traffic.waiting = notice.sentence
      traffic.retries += 1
    }
    if let console, announcing.isDue() { console.say("till: \(notice.sentence)") }
  }

  /// Says something that holds for all requests.
  func warn(_ sentence: String) {
    report?(.system(.notice(Message(Sanitiser.display(sentence), .warning))))
    console?.say("till: \(sentence)")
  }

  /// Requests that had to be sent again so far.
  var retries: Int { traffic.withLock { $0.retries } }

  package var hasScreen: Bool { report != nil }

  func note(_ record: RequestRecord) { report?(.http(.ended(record))) }

  private func change(_ body: (inout Traffic) -> Void) {
    traffic.withLock { traffic in
      body(&traffic)
      // Under the lock: reports in another order than what they are about would leave a wrong number
      // on the screen.
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
  /// Requests a second: what the configuration says, or what the server is known to allow the key.
  package var requestLimit: Int? {
    (rateLimit ?? RequestPacer.rate(for: key, at: base)).map { max(1, Int($0)) }
  }
}

extension RequestRecord {
  /// `GET /v1/account 200 12 ms 912 B`, with the number of the try from the second on, and Stripe's id
  /// of the request.
  init(_ exchange: HTTPExchange) {
    let outcome: String
    var isFailure = true
    switch exchange.outcome {
    case .status(let status):
      outcome = String(status)
      isFailure = status >= 400
    case .failed(let code): outcome = "\(code)"
    }
    var text = "\(exchange.method.rawValue) \(exchange.target) \(outcome)"
    text += " \(exchange.milliseconds) ms \(exchange.bytes) B"
    if exchange.attempt > 1 { text += " try \(exchange.attempt)" }
    if let id = exchange.requestID { text += " \(id)" }
    self.init(started: exchange.started, text, isFailure: isFailure)
  }
}
