/// The pages that customers see: `/c/pay/{id}`, and `/c/embed/{client_secret}` for a frame.
extension SandboxStore {
  /// Answers a browser. `PageGuard` has already checked whether it may ask. Forms send the token
  /// back the next time.
  package mutating func page(
    _ request: SandboxRequest, at now: Double, token: String
  ) -> SandboxResponse {
    guard request.method == "HEAD" else { return show(request, at: now, token: token) }
    // It asks what a GET would answer. Nothing of that happens: a link that opens a session again
    // makes none.
    var copy = self
    return copy.show(request, at: now, token: token)
  }

  private mutating func show(
    _ request: SandboxRequest, at now: Double, token: String
  ) -> SandboxResponse {
    advance(to: Int(now))
    cause = nil
    let visit = Visit(request, at: Int(now), token: token)
    if let id = visit.id, ledger.serial(of: id) == nil,
      let other = connected.first(where: { $1.ledger.serial(of: id) != nil })?.key,
      let response = ask(other, { $0.page(request, at: now, token: token) })
    {
      return response
    }
    return answer(visit)
  }

  /// Answers from this account's sessions.
  private mutating func answer(_ visit: Visit) -> SandboxResponse {
    let path = visit.parts
    switch (visit.isPost ? "POST" : "GET", path.dropFirst().first, path.count) {
    case ("GET", "style.css", 2):
      return SandboxResponse(
        headers: ["Content-Type": "text/css; charset=utf-8"], body: Array(PageStyle.sheet.utf8))
    case ("GET", "recover", 3):
      guard let record = visit.id.flatMap({ ledger.serial(of: $0) }).map({ ledger[$0] }) else {
        break
      }
      // Only an expired session has such a link.
      guard record.life.status(at: moment(of: record, visit)) != .open else { break }
      return recover(record, visit)
    case (_, "pay", 3...4), (_, "embed", 3...4):
      guard path.count == 3 || path[3] == "challenge", let record = visited(path) else { break }
      guard record.life.status(at: moment(of: record, visit)) == .open else {
        return ended(record, visit)
      }
      return path.count == 3 ? pay(record, visit) : challenge(record, visit)
    default: break
    }
    return missing(visit)
  }

  /// One request of a browser.
  struct Visit {
    let path: String
    /// The path, taken apart and decoded.
    let parts: [String]
    let isPost: Bool
    let form: PageForm
    let accepting: String?
    let now: Int
    let token: String
    let isEmbedded: Bool
    /// The number of a form's answer that is to be shown.
    let shown: Int?

    init(_ request: SandboxRequest, at now: Int, token: String) {
      path = request.path
      parts = request.path.split(separator: "/").map { FormBody.decode($0) }
      isPost = request.method == "POST"
      form = isPost ? PageForm(of: request) : PageForm()
      accepting = request.headers["accept-language"]
      isEmbedded = request.path.hasPrefix("/c/embed/")
      shown = isPost ? nil : Int(PageForm(of: request)["shown"])
      self.now = now
      self.token = token
    }

    /// The path of the pay page, also for the bank's question.
    var page: String {
      path.hasSuffix("/challenge") ? String(path.dropLast("/challenge".count)) : path
    }

    /// The session's id. The path has the id itself, or a client secret that begins with it.
    var id: String? {
      guard parts.count > 2 else { return nil }
      let end = parts[2].firstRange(of: "_secret_")?.lowerBound ?? parts[2].endIndex
      return String(parts[2][..<end])
    }
  }

  private func visited(_ path: [String]) -> SessionRecord? {
    let id = path[2].prefix { $0 != "#" }
    if path[1] == "pay" {
      return ledger.serial(of: String(id)).map { ledger[$0] }
    }
    guard let end = id.firstRange(of: "_secret_"),
      let serial = ledger.serial(of: String(id[..<end.lowerBound]))
    else { return nil }
    let record = ledger[serial]
    let secret = renderer(at: 0).secret(of: record)
    return secret == id ? record : nil
  }

  // MARK: Pages that say something

  private func missing(_ visit: Visit) -> SandboxResponse {
    let words = PageWords.of(locale: nil, accepting: visit.accepting)
    return .page(
      PayPage.says(
        words[.unknown],
        ["The till sandbox has no session behind this address. Was it started again since?"],
        language: words.language), status: 404)
  }

  private func over(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    let words = PageWords.of(locale: record.locale, accepting: visit.accepting)
    let isExpired = record.life.status(at: moment(of: record, visit)) == .expired
    let back = PageAddress.safe(record.cancelURL).map { (words[.back], $0) }
    return .page(
      PayPage.says(
        words[isExpired ? .expired : .done],
        [.message(isExpired ? "" : record.customText("after_submit") ?? "")],
        language: words.language, link: isExpired ? back : nil), status: isExpired ? 410 : 200)
  }

  /// The answer for a session that is no longer open. After a second click, a browser shows only the
  /// answer to the second form, so that one leads to the shop, too.
  private func ended(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    guard visit.isPost else { return over(record, visit) }
    let isPaid = record.life.status(at: moment(of: record, visit)) == .complete
    return isPaid ? finished(record, visit) : .redirect(visit.page)
  }

  private func moment(of record: SessionRecord, _ visit: Visit) -> Int {
    ledger.moment(record.serial, visit.now)
  }

  private func view(_ record: SessionRecord, _ visit: Visit) -> PayPage {
    PayPage(
      record: record, renderer: renderer(for: record, at: visit.now),
      words: PageWords.of(locale: record.locale, accepting: visit.accepting), action: visit.path,
      token: visit.token)
  }

  // MARK: Paying

  private mutating func pay(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    guard visit.isPost else {
      if let told = told(visit) {
        var page = view(record, visit)
        (page.form, page.problem, page.notice) = (told.form, told.problem, told.notice)
        return .page(page.document, status: told.status)
      }
      let course = record.course(at: moment(of: record, visit))
      if let asked = course.challenge, asked.isFor(record), !visit.isEmbedded {
        return .redirect("\(visit.path)/challenge")
      }
      var page = view(record, visit)
      let isCharged = record.mode == .setup || record.amountTotal > 0
      if let error = isCharged ? course.lastError : course.lastRefusal {
        page.problem = page.words.sentence(for: error.decline)
      }
      return .page(page.document)
    }
    return submit(record, visit)
  }

  private mutating func submit(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    var page = view(record, visit)
    page.form = visit.form
    if visit.form.contains("fill") {
      page.form = Self.filled(visit.form)
      return tell(page, visit)
    }
    // What is in the form counts, whatever button was pressed.
    let changed: SessionRecord
    do throws(APIError) {
      changed = try change(record, page, &page.form)
    } catch {
      page.problem = error.message
      return tell(page, status: 422, visit)
    }
    page = PayPage(
      record: changed, renderer: page.renderer, words: page.words, action: page.action,
      token: page.token, form: page.form)
    if changed != record {
      keep(changed, at: visit.now)
    }
    guard visit.form["do"] == "pay" else { return tell(page, visit) }
    guard visit.form["expected"] == String(changed.amountTotal) else {
      page.notice = "\(page.words[.total]): \(page.money(changed.amountTotal))"
      return tell(page, status: 409, visit)
    }
    var payer = changed
    let value = PageChecks.fill(&payer, from: &page, at: visit.now)
    guard page.form.faults.isEmpty else { return tell(page, status: 422, visit) }
    return pay(payer, value, page, visit)
  }

  private mutating func pay(
    _ record: SessionRecord, _ value: TestValue?, _ page: PayPage, _ visit: Visit
  ) -> SandboxResponse {
    var page = page
    do throws(APIError) {
      switch try pay(record, with: value, at: visit.now) {
      case .completed: return finished(ledger[record.serial], visit)
      case .challenged: return .redirect("\(visit.path)/challenge")
      case .declined(let decline): page.problem = page.words.sentence(for: decline)
      }
    } catch {
      page.problem = error.message
    }
    return tell(page, status: 402, visit)
  }

  /// Where a customer goes when everything is done.
  private func finished(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    let id = ids.id(.session, record.serial)
    let never = record.settings["redirect_on_completion"]?.string == "never"
    let url = never ? nil : PageAddress.filled(record.successURL ?? record.returnURL, with: id)
    return .redirect(url ?? visit.page)
  }

  /// Opens an expired session again, as a new one.
  /// Source: https://docs.stripe.com/payments/checkout/abandoned-carts
  private mutating func recover(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    let recovery = record.settings["after_expiration"]?["recovery"]
    guard record.life.status(at: moment(of: record, visit)) == .expired,
      recovery?["enabled"]?.bool == true, visit.now < record.life.recoveryEndsAt
    else { return over(record, visit) }
    var fresh = record
    fresh.life = Life(created: visit.now, expiresAt: visit.now + 86_400)
    fresh.life.isFree = record.isFree
    let isOrdered = fresh.dropPastCharge()
    // What was free until a day that is past is an order that has to be charged.
    if isOrdered, (try? OrderTotal(record: fresh, version: version).check()) == nil {
      return over(record, visit)
    }
    fresh.serial = ledger.append(created: visit.now)
    fresh.recoveredFrom = record.serial
    fresh.isMade = true
    (fresh.acts, fresh.buyer, fresh.decline) = ([], nil, nil)
    for index in fresh.items.indices { fresh.items[index].number = fresh.serial << 8 | index }
    if recovery?["allow_promotion_codes"]?.bool == true {
      fresh.settings["allow_promotion_codes"] = true
    }
    ledger.keep(fresh)
    changes += 1
    let told = planned(fresh.serial)
    events?.replace([], by: told)
    return .redirect("/c/pay/\(ids.id(.session, fresh.serial))")
  }

  // MARK: The bank

  private mutating func challenge(_ record: SessionRecord, _ visit: Visit) -> SandboxResponse {
    guard let payment = record.course(at: moment(of: record, visit)).challenge,
      payment.isOnlyKept || record.needsMeans
    else { return .redirect(visit.page) }
    var order = view(record, visit)
    let told = told(visit)
    order.problem = told?.problem
    let page = ChallengePage(order, payment, action: visit.path)
    guard visit.isPost else { return .page(page.document, status: told?.status ?? 200) }
    let isConfirmed = visit.form["do"] == "confirm"
    // Another tab may have led to another question since this one was shown.
    if isConfirmed, visit.form.contains("expected"), visit.form["expected"] != page.expected {
      return tell(order, status: 409, visit)
    }
    do throws(APIError) {
      switch try authenticate(record, succeeds: isConfirmed, at: visit.now) {
      case .completed: return finished(ledger[record.serial], visit)
      case .challenged: return .redirect(visit.path)
      case .declined: break
      }
    } catch {
      order.problem = error.message
      return tell(order, status: 402, visit)
    }
    // The page itself says why it failed.
    return .redirect(visit.page)
  }

  private static func filled(_ form: PageForm) -> PageForm {
    let number = form["fill"]
    let numbering = PaymentMethod.Numbering(of: number)
    var filled = form
    if let method = PaymentMethod.typed.first(where: { $0.form.numbering == numbering }) {
      filled = form.setting(method.form.filled(with: number)).setting(["method": method.type])
    }
    if filled["email"].isEmpty { filled = filled.setting(["email": "jenny@example.com"]) }
    return filled
  }
}

extension SandboxResponse {
  static func page(_ body: [UInt8], status: Int = 200) -> SandboxResponse {
    SandboxResponse(
      status: status, headers: ["Content-Type": "text/html; charset=utf-8"], body: body)
  }

  /// Sends the browser elsewhere, with a GET.
  static func redirect(_ location: String) -> SandboxResponse {
    SandboxResponse(status: 303, headers: ["Location": location])
  }
}
