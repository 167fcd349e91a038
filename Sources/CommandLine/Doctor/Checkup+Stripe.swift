import Checkout
import Glibc
import HTTP
import JSON
import Query
import Screen
import Settings
import Stripe

/// Checks that need the server. They ask for objects that do not exist: the answer shows what a key
/// may do, and nothing changes.
extension Checkup {
  mutating func lookAtStripe(_ plan: ConnectionPlan, in world: World) async {
    let mode = plan.key.isLive ? "LIVE" : "TEST"
    let key = "\(plan.keySource), \(mode)\(plan.key.kind == .restricted ? ", restricted" : "")"
    note(authorities(plan))
    let connection: Connection
    do throws(Failure) {
      var quiet = plan
      quiet.cacheFolder = nil
      quiet.notes = []
      connection = try Connection.open(quiet, in: world)
    } catch { return note(.wrong("key", error.sentence.text)) }
    defer { connection.close() }
    let client = connection.client
    let start = ContinuousClock.now
    do throws(StripeError) {
      _ = try await client.sessions(.all, PageRequest(limit: 1))
    } catch {
      return noteFailure(error, key, plan, world)
    }
    noteNetwork(.now - start, plan, world)
    note(.fine("key", key))
    await noteAccount(client, plan)
    await notePermissions(client, plan)
    noteClock(connection.clock)
  }

  private mutating func noteFailure(
    _ error: StripeError, _ key: String, _ plan: ConnectionPlan, _ world: World
  ) {
    switch error.code {
    case .unreachable, .server, .unexpectedAnswer, .rateLimited:
      note(.wrong("network", "\(plan.base.url)\(Self.proxy(plan, world)): \(error.sentence)"))
      note(.fine("key", "\(key); whether it is accepted is not known"))
    case .permission:
      note(.wrong("key", "\(key): it may not read Checkout Sessions. \(error.sentence)"))
    default: note(.wrong("key", "\(key): \(error.sentence)"))
    }
  }

  private mutating func noteNetwork(
    _ duration: Duration, _ plan: ConnectionPlan, _ world: World
  ) {
    let milliseconds = Int(duration / .milliseconds(1))
    note(
      .fine(
        "network",
        "\(plan.base.url) answers after \(milliseconds) ms\(Self.proxy(plan, world))"))
  }

  private mutating func noteAccount(_ client: StripeClient, _ plan: ConnectionPlan) async {
    do throws(StripeError) {
      let account = try await client.account()
      let names = [
        account["settings"]?["dashboard"]?["display_name"]?.string,
        account["business_profile"]?["name"]?.string, account["id"]?.string,
      ]
      note(.fine("account", names.compactMap(\.self).joined(separator: ", ")))
    } catch {
      let id = plan.connectedAccount ?? plan.ownAccount ?? "not known"
      let reason =
        error.code == .permission
        ? "the key may not read it, and nothing hangs on that"
        : "it was not read, and nothing hangs on that. \(error.sentence)"
      note(.fine("account", "\(id): \(reason)"))
    }
  }

  private mutating func notePermissions(_ client: StripeClient, _ plan: ConnectionPlan) async {
    var allowed = ["Checkout Sessions"]
    var refused: [String] = []
    var unknown: [(kind: String, reason: String)] = []
    for kind in RelatedObject.allCases {
      do throws(StripeError) {
        _ = try await client.object(kind, kind.missingID)
        allowed.append(kind.plural)
      } catch {
        switch error.code {
        case .missing: allowed.append(kind.plural)
        case .permission: refused.append(kind.plural)
        default: unknown.append((kind.plural, error.sentence))
        }
      }
    }
    var text = allowed.joined(separator: ", ")
    if !refused.isEmpty {
      text += "; not \(refused.joined(separator: ", ")), which till leaves out then"
    }
    if let first = unknown.first {
      let kinds = unknown.map(\.kind).joined(separator: ", ")
      note(.wrong("reads", "\(text); not known: \(kinds). \(first.reason)"))
    } else {
      note(.fine("reads", text))
    }
    note(await changes(client, plan))
  }

  /// Asks to expire a session that does not exist: the server checks the key first.
  private func changes(_ client: StripeClient, _ plan: ConnectionPlan) async -> HealthLine {
    if case .refused(let reason) = plan.writes { return .fine("changes", reason) }
    let id = "cs_\(plan.key.isLive ? "live" : "test")_till_doctor_asks"
    do throws(StripeError) {
      _ = try await client.expire(id, idempotencyKey: .random())
    } catch {
      switch error.code {
      case .missing, .invalidRequest: break
      case .permission:
        return .fine("changes", "none: \(error.sentence) till --read-only says so at once")
      default: return .wrong("changes", error.sentence)
      }
    }
    return .fine("changes", "sessions can be created, changed and expired")
  }

  private mutating func noteClock(_ clock: ClockDifference) {
    if let complaint = clock.complaint {
      note(.wrong("clock", complaint))
    } else if let seconds = clock.seconds {
      note(.fine("clock", "\(abs(seconds)) s from the server's"))
    } else {
      note(.fine("clock", "the server does not say its time"))
    }
  }

  private func authorities(_ plan: ConnectionPlan) -> HealthLine {
    guard plan.base.url.hasPrefix("https") else {
      return .fine("certificates", "none are needed: the address is http to this machine")
    }
    guard let authorities = plan.http.authorities else {
      return .fine("certificates", "those of this machine")
    }
    let paths = [authorities.file, authorities.folder].compactMap(\.self)
    let named = "\(authorities.origin) names \(paths.joined(separator: " and "))"
    if let missing = paths.first(where: { access($0, R_OK) != 0 }) {
      return .wrong("certificates", "\(named), but \(missing) cannot be read")
    }
    return .fine("certificates", named)
  }

  /// The variable from which curl takes a proxy, without its user name and password. Whether one of
  /// the hosts without a proxy is meant is for curl to decide.
  private static func proxy(_ plan: ConnectionPlan, _ world: World) -> String {
    guard let address = try? HTTPAddress(plan.base.url), !address.isLoopback else { return "" }
    let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    guard
      let (name, value) = names.lazy.compactMap({ name in
        world.environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
      }).first
    else { return "" }
    let host = value.split(separator: "@").last.map(String.init) ?? value
    let isLimited = ["no_proxy", "NO_PROXY"].contains { world.environment[$0]?.isEmpty == false }
    return " (\(name) is \(host)\(isLimited ? ", unless no_proxy names this host" : ""))"
  }
}

extension RelatedObject {
  /// An id that no object has.
  fileprivate var missingID: String {
    switch self {
    case .paymentIntent: "pi_till_doctor_asks"
    case .customer: "cus_till_doctor_asks"
    case .subscription: "sub_till_doctor_asks"
    case .invoice: "in_till_doctor_asks"
    case .paymentLink: "plink_till_doctor_asks"
    case .charge: "ch_till_doctor_asks"
    case .refund: "re_till_doctor_asks"
    case .dispute: "dp_till_doctor_asks"
    case .event: "evt_till_doctor_asks"
    }
  }

  fileprivate var plural: String { rawValue.replacing("_", with: " ") + "s" }
}
