import Units

/// The page of one session as HTML: its order on one side, the form on the other.
///
/// It needs no script. Everything is in one form, and its buttons say what to do. So nothing that
/// was typed is lost when a code is tried or a quantity changes.
struct PayPage {
  let record: SessionRecord
  let renderer: SessionRenderer
  let words: PageWords
  /// Where the form is sent: the page's own path.
  let action: String
  /// Forms send it back, so that no other site can send one.
  let token: String
  var form = PageForm()
  /// What went wrong with the payment, for the top of the page.
  var problem: String?
  /// A message that is not an error.
  var notice: String?

  var id: String { renderer.id(of: record) }

  var currency: Currency { Currency(record.currency ?? "usd") }

  func money(_ amount: Int) -> String { Money(amount, currency).text }

  var shopName: String {
    record.settings["branding_settings"]?["display_name"]?.string ?? "A shop in the till sandbox"
  }

  var needsMeans: Bool { record.needsMeans }

  /// The payment method that is chosen: the first one, as long as the form has none of those that
  /// are offered. With one method there is nothing to choose. Nil if nothing has to be paid with.
  var method: String? {
    guard needsMeans else { return nil }
    let offered = record.offeredMethods
    return offered.contains(form["method"]) ? form["method"] : offered.first
  }

  var document: [UInt8] {
    let title = (problem == nil && form.faults.isEmpty ? "" : "! ") + submitLabel
    return Self.document(title: "\(title) – till sandbox", language: words.language, body)
  }

  private var body: Markup {
    .many([
      back,
      .tag(
        "form",
        [
          "method": "post", "action": action, "class": "columns", "autocomplete": "off",
          "novalidate": "",
        ],
        .tag("input", ["type": "hidden", "name": "token", "value": token]),
        .tag("input", ["type": "hidden", "name": "expected", "value": String(record.amountTotal)]),
        // Enter in any field presses the first button of a form.
        .tag(
          "button",
          [
            "type": "submit", "name": "do", "value": "pay", "class": "unseen", "tabindex": "-1",
            "aria-hidden": "true",
          ], .text(submitLabel)),
        .tag("section", ["class": "sheet", "aria-label": words[.total]], order),
        .tag("section", ["class": "sheet", "aria-label": words[.paymentMethod]], payment)),
    ])
  }

  private var back: Markup {
    guard let address = PageAddress.safe(record.cancelURL) else { return .none }
    return .tag(
      "a", ["class": "back", "href": address, "rel": "noreferrer"], "← \(words[.back])")
  }

  // MARK: The right side

  private var payment: Markup {
    .many([
      alerts,
      contact, shipping, methods, details, questions, consent,
      .when(
        record.customText("submit") != nil,
        .tag("p", ["class": "soft"], .message(record.customText("submit") ?? ""))),
      .tag(
        "button", ["type": "submit", "name": "do", "value": "pay", "class": "main", "id": "pay"],
        .text(submitLabel)),
      testValues,
    ])
  }

  private var alerts: Markup {
    let faults = form.faulty.map { ($0, form.faults[$0] ?? "") }
    return .many([
      .when(
        problem != nil || !faults.isEmpty,
        .tag(
          "div",
          [
            "class": "alert", "role": "alert", "id": "problem", "tabindex": "-1",
            "autofocus": "",
          ],
          .when(problem != nil, .tag("p", [:], .text(problem ?? ""))),
          .many(
            faults.map { name, sentence in
              .tag(
                "p", [:],
                .tag("a", ["href": "#\(name)"], .text("\(self.label(of: name)): \(sentence)")))
            }))),
      .when(
        notice != nil,
        .tag("p", ["class": "note", "role": "status"], .text(notice ?? ""))),
    ])
  }

  var submitLabel: String {
    let amount = money(record.amountTotal)
    if record.mode == .setup { return words[.saveCard] }
    if record.mode == .subscription {
      let isTrial = record.trialEnd(from: renderer.now) != nil
      let verb = words[isTrial ? .startTrial : .subscribe]
      return record.amountTotal == 0 ? verb : "\(verb) · \(amount)"
    }
    if record.amountTotal == 0 { return words[.complete] }
    switch record.settings["submit_type"]?.string {
    case "book": return "\(words[.book]) · \(amount)"
    case "donate": return "\(words[.donate]) · \(amount)"
    case "subscribe": return "\(words[.subscribe]) · \(amount)"
    default: return "\(words[.pay]) \(amount)"
    }
  }

  // MARK: Any page

  /// The frame of every page, with a bar that says what this is.
  static func document(title: String, language: String, _ body: Markup) -> [UInt8] {
    Markup.tag(
      "html", ["lang": language],
      .tag(
        "head", [:],
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "robots", "content": "noindex"]),
        .tag("title", [:], .text(title)),
        .tag("link", ["rel": "stylesheet", "href": PageStyle.path])),
      .tag(
        "body", [:],
        .tag(
          "header", ["class": "bar", "lang": "en"],
          "till sandbox · a test page on this computer, no money moves"),
        .tag("main", [:], body))
    ).document
  }

  /// A page that only shows a message.
  static func says(
    _ title: String, _ sentences: [Markup], language: String,
    link: (words: String, url: String)? = nil
  ) -> [UInt8] {
    document(
      title: "\(title) – till sandbox", language: language,
      .tag(
        "div", ["class": "sheet narrow"], .tag("h1", [:], .text(title)),
        .many(sentences.map { .tag("p", [:], $0) }),
        link.map {
          .tag("p", [:], .tag("a", ["href": $0.url, "rel": "noreferrer"], .text($0.words)))
        }
          ?? .none))
  }
}

extension SessionRecord {
  func customText(_ name: String) -> String? {
    settings["custom_text"]?[name]?["message"]?.string
  }
}
