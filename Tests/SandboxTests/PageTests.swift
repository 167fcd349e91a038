import JSON
import Testing

@testable import Sandbox

@Suite("The pay page")
struct PageTests {
  static let card =
    "do=pay&expected=2198&email=jane%40example.com&card=4242+4242+4242+4242&expiry=12%2F34&cvc=123"
    + "&name=Jane+Doe&country=US&postal=97205"

  @Test func `a page shows the order and asks for a card`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    let page = account.visit("/c/pay/\(id)")
    #expect(page.status == 200)
    for part in ["T-shirt", "$21.98", "Card number", "till sandbox", "name=\"token\""] {
      #expect(page.text.contains(part), "\(part)")
    }
    #expect(!page.text.contains("<script"))
  }

  @Test func `a page shows the first picture of what is sold, if it is one of the web`() throws {
    let picture = "https://example.com/a.png?b=1&c=2"
    let shown = "src=\"https://example.com/a.png?b=1&amp;c=2\""
    for (sent, isShown) in [(picture, true), ("javascript:alert(1)", false)] {
      var account = TestAccount(sessions: 0)
      let image = "[images][0]=\(FormBody.escaped(sent))"
      let own = try account.open("&line_items[0][price_data][product_data]\(image)")
      let product = try account.json(
        "POST", "/v1/products", "name=Tea&\(image.replacing("[images]", with: "images"))"
      ).id
      let price = try account.json(
        "POST", "/v1/prices", "currency=usd&unit_amount=500&product=\(product)"
      ).id
      let other = try account.json(
        "POST", "/v1/checkout/sessions",
        "mode=payment&success_url=https://example.com/ok&line_items[0][quantity]=1"
          + "&line_items[0][price]=\(price)"
      ).id
      for id in [own, other] {
        #expect(account.visit("/c/pay/\(id)").text.contains(shown) == isShown)
        #expect(account.visit("/c/pay/\(id)").text.contains("<img") == isShown)
      }
      let session = try account.session(own, "expand[]=line_items.data.price.product")
      let line = session["line_items"]?["data"]?.elements.map { $0 }.first
      let images = line?["price"]?["product"]?["images"]?.elements.compactMap(\.string)
      #expect(images == [sent])
    }
  }

  @Test func `the page names every country that can be shipped to`() {
    let named = PageCountries.options(allowed: nil)
    #expect(Set(named.map(\.code)) == Set(Codes.shippingCountries).subtracting(["ZZ"]))
    #expect(Set(named.map(\.name)).count == named.count)
    #expect(PageCountries.options(allowed: ["AQ"]).map(\.name) == ["Antarctica"])
  }

  @Test func `paying sends the browser to the shop, with the session's id`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=http%3A%2F%2Flocalhost%3A3000%2Fok%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&"
        + CreateTests.item
    ).id
    let done = account.visit("/c/pay/\(id)", Self.card)
    #expect(done.status == 303)
    #expect(done.headers["Location"] == "http://localhost:3000/ok?s=\(id)")
    let session = try account.session(id)
    #expect(session.text("payment_status") == "paid")
    #expect(session["customer_details"]?.text("email") == "jane@example.com")
    #expect(session["customer_details"]?.text("name") == "Jane Doe")
    let again = account.visit("/c/pay/\(id)")
    #expect(again.text.contains("all done"))
    #expect(!again.text.contains("<form"))
    #expect(account.visit("/c/pay/\(id)", Self.card).headers == done.headers)
    #expect(try account.intent(of: id)["amount_received"]?.int == 2198)
  }

  @Test func `a second click leads to the shop like the first, and pays nothing`() throws {
    var account = TestAccount(sessions: 0)
    for card in ["4242424242424242", "4000002760003184"] {
      let id = try account.open()
      var (path, form) = ("/c/pay/\(id)", Self.card.replacing("4242+4242+4242+4242", with: card))
      if account.visit(path, form).headers["Location"] == "\(path)/challenge" {
        (path, form) = ("\(path)/challenge", "do=confirm")
        _ = account.visit(path, form)
      }
      let changes = account.store.changes
      let again = account.visit(path, form)
      #expect(again.status == 303)
      #expect(again.headers["Location"] == "https://example.com/ok")
      #expect(account.store.changes == changes)
      #expect(account.visit(path).text.contains("all done"))
      let intent = try account.intent(of: id).id
      #expect(try account.json("GET", "/v1/charges", "payment_intent=\(intent)").ids.count == 1)
    }
  }

  @Test func `a declined card is said on the page, which keeps what was typed`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    let declined = Self.card.replacing("4242+4242+4242+4242", with: "4000000000009995")
    let page = account.visit("/c/pay/\(id)", declined)
    #expect(page.status == 402)
    #expect(page.text.contains("Your card has insufficient funds."))
    #expect(page.text.contains("value=\"Jane Doe\""))
    #expect(try account.session(id).text("status") == "open")
    #expect(account.visit("/c/pay/\(id)", Self.card).status == 303)
  }

  @Test func `fields that are wrong are named, and nothing is tried`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&phone_number_collection[enabled]=true")
    let page = account.visit(
      "/c/pay/\(id)", "do=pay&expected=2198&email=nobody&card=4242424242424241&expiry=1%2F20&cvc=1")
    #expect(page.status == 422)
    for name in ["email", "card", "expiry", "cvc", "name", "phone"] {
      #expect(page.text.contains("id=\"\(name)-fault\""), "\(name)")
    }
    #expect(try account.session(id)["payment_intent"]?.isNull == true)
  }

  @Test(arguments: [
    ("email", "a%40b"), ("email", "a%40b..c"), ("email", "a%40b.c."), ("email", "a%09b%40c.de"),
    ("phone", "abc"), ("phone", "12"), ("phone", "1234567890123456"), ("card", "4242424242424241"),
    ("iban", "DE00"),
  ])
  func `a value that is not valid is said to be that`(name: String, value: String) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest.replacing("=usd", with: "=eur")
        + "&phone_number_collection[enabled]=true"
    ).id
    let method = name == "iban" ? "sepa_debit" : "card"
    let page = account.visit(
      "/c/pay/\(id)", "do=pay&expected=2198&method=\(method)&\(name)=\(value)")
    #expect(page.status == 422)
    #expect(page.text.contains("id=\"\(name)-fault\">This value is not valid<"))
  }

  @Test func `a line break is no part of what was typed`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&phone_number_collection[enabled]=true")
    let form = Self.card.replacing("example.com", with: "example.com%0A")
    let phone = "&phone=%2B49+(30)+901820-0"
    #expect(account.visit("/c/pay/\(id)", form + phone).status == 303)
    let details = try account.session(id)["customer_details"]
    #expect(details?.text("email") == "jane@example.com")
    #expect(details?.text("phone") == "+49 (30) 901820-0")
  }

  @Test func `errors are listed in the order of the page`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest.replacing("=usd", with: "=eur")
        + "&phone_number_collection[enabled]=true&billing_address_collection=required"
        + "&shipping_address_collection[allowed_countries][]=DE&allow_promotion_codes=true"
        + "&name_collection[individual][enabled]=true&name_collection[business][enabled]=true"
        + "&tax_id_collection[enabled]=true&tax_id_collection[required]=if_supported"
        + "&consent_collection[terms_of_service]=required"
        + "&line_items[0][adjustable_quantity][enabled]=true"
        + "&custom_fields[0][key]=gift&custom_fields[0][type]=text"
        + "&custom_fields[0][label][type]=custom&custom_fields[0][label][custom]=Gift"
    ).id
    for method in ["card", "sepa_debit"] {
      let page = account.visit(
        "/c/pay/\(id)", "do=pay&expected=2198&method=\(method)&quantity-0=x&promotion=NOTHING")
      let text = page.text
      func names(after mark: String) -> [String] {
        text.split(separator: mark).dropFirst().map { String($0.prefix { $0 != "\"" }) }
      }
      let listed = names(after: "href=\"#")
      #expect(listed.count > 12)
      #expect(listed == names(after: " id=\"").filter(Set(listed).contains), "\(method)")
    }
  }

  @Test func `a challenge is a page of its own, and refusing leads back`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open()
    let asked = Self.card.replacing("4242+4242+4242+4242", with: "4000002760003184")
    let redirect = account.visit("/c/pay/\(id)", asked)
    #expect(redirect.headers["Location"] == "/c/pay/\(id)/challenge")
    let bank = account.visit("/c/pay/\(id)/challenge")
    #expect(bank.text.contains("3-D Secure"))
    #expect(
      account.visit("/c/pay/\(id)/challenge", "do=refuse").headers["Location"] == "/c/pay/\(id)")
    #expect(account.visit("/c/pay/\(id)").text.contains("unable to authenticate"))
    _ = account.visit("/c/pay/\(id)", asked)
    let done = account.visit("/c/pay/\(id)/challenge", "do=confirm")
    #expect(done.headers["Location"] == "https://example.com/ok")
  }

  @Test func `a code changes the total, which has to be seen before it is paid`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&allow_promotion_codes=true")
    let wrong = account.visit("/c/pay/\(id)", "do=apply&promotion=NOTHING")
    #expect(wrong.text.contains("This code is not valid"))
    let page = account.visit("/c/pay/\(id)", "do=apply&promotion=welcome10&expected=2198")
    #expect(page.text.contains("$19.78"))
    #expect(account.visit("/c/pay/\(id)", Self.card).status == 409)
    let paid = Self.card.replacing("expected=2198", with: "expected=1978")
    #expect(account.visit("/c/pay/\(id)", paid).status == 303)
    #expect(try account.session(id)["amount_total"]?.int == 1978)
  }

  @Test func `quantities, shipping and questions are the customer's`() throws {
    var account = TestAccount(sessions: 0)
    let rate = "&shipping_options[%d][shipping_rate_data]"
    let rates = [("0", "Slow", "500"), ("1", "Fast", "1500")].map { index, name, amount in
      let prefix = rate.replacing("%d", with: index)
      return "\(prefix)[display_name]=\(name)\(prefix)[type]=fixed_amount"
        + "\(prefix)[fixed_amount][amount]=\(amount)\(prefix)[fixed_amount][currency]=usd"
    }.joined()
    let id = try account.open(
      rates + "&line_items[0][adjustable_quantity][enabled]=true"
        + "&custom_fields[0][key]=gift&custom_fields[0][type]=text"
        + "&custom_fields[0][label][type]=custom&custom_fields[0][label][custom]=Gift")
    _ = account.visit("/c/pay/\(id)", "do=update&quantity-0=3&shipping=1")
    #expect(try account.session(id)["amount_total"]?.int == 3297 + 1500)
    let form = Self.card.replacing("expected=2198", with: "expected=4797&question-0=Yes")
    #expect(account.visit("/c/pay/\(id)", form).status == 303)
    let session = try account.session(id)
    #expect(session["custom_fields"]?.elements.map { $0 }[0]["text"]?.text("value") == "Yes")
  }

  @Test func `an order goes where the page offers to send it, and nowhere else`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open(
      "&shipping_address_collection[allowed_countries][]=DE"
        + "&shipping_address_collection[allowed_countries][]=MC"
        + "&billing_address_collection=required")
    func form(_ billing: String, _ shipping: String) -> String {
      let address = { (prefix: String, country: String) in
        "&\(prefix)country=\(country)&\(prefix)line1=1&\(prefix)city=X&\(prefix)postal=1"
      }
      return "do=pay&expected=2198&email=jane%40example.com&card=4242424242424242&expiry=12%2F34"
        + "&cvc=123&name=Jane&shipping-name=Jane" + address("", billing)
        + address("shipping-", shipping)
    }
    for (billing, shipping, wrong) in [
      ("DE", "US", "shipping-country"), ("DE", "ZZ", "shipping-country"), ("ZZ", "DE", "country"),
    ] {
      let page = account.visit("/c/pay/\(id)", form(billing, shipping))
      #expect(page.status == 422)
      #expect(page.text.contains("id=\"\(wrong)-fault\""), "\(wrong)")
      #expect(try account.session(id).text("status") == "open")
    }
    // A country can be allowed that has no name on the page.
    #expect(account.visit("/c/pay/\(id)", form("US", "MC")).status == 303)
    let shipped = try account.session(id)["collected_information"]?["shipping_details"]
    #expect(shipped?["address"]?.text("country") == "MC")
  }

  @Test func `an expired and an unknown session say so`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&cancel_url=http%3A%2F%2Flocalhost%3A3000%2Fcart")
    _ = try account.json("POST", "/v1/checkout/sessions/\(id)/expire")
    let page = account.visit("/c/pay/\(id)")
    #expect(page.status == 410)
    #expect(page.text.contains("expired"))
    #expect(page.text.contains("http://localhost:3000/cart"))
    #expect(account.visit("/c/pay/cs_test_nothing").status == 404)
    #expect(account.visit("/c/").status == 404)
  }

  @Test func `a client secret opens the page of an embedded session`() throws {
    var account = TestAccount(sessions: 0)
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&ui_mode=embedded_page&return_url=http%3A%2F%2Flocalhost%2Fback&"
        + CreateTests.item)
    let secret = try #require(session.text("client_secret"))
    #expect(account.visit("/c/embed/\(secret)").text.contains("Card number"))
    #expect(account.visit("/c/embed/\(secret)x").status == 404)
    let done = account.visit("/c/embed/\(secret)", Self.card)
    #expect(done.headers["Location"] == "http://localhost/back")
  }

  @Test func `what was sent is text on the page, whatever it looks like`() throws {
    var account = TestAccount(sessions: 0)
    let id = try account.json(
      "POST", "/v1/checkout/sessions",
      CreateTests.smallest.replacing("T-shirt", with: "%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        + "&cancel_url=javascript%3A%2F%2Fexample.com%2F%250Aalert(1)"
        + "&custom_text[submit][message]=%5Bx%5D(javascript%3A%2F%2Fa)+%22%3Cb%3E"
    ).id
    let page = account.visit("/c/pay/\(id)").text
    #expect(!page.contains("<script"))
    #expect(!page.contains("href=\"javascript"))
    #expect(page.contains("&lt;script&gt;"))
    let typed = account.visit("/c/pay/\(id)", "do=pay&name=%22%3E%3Cimg+src%3Dx%3E").text
    #expect(!typed.contains("<img src=x"))
  }

  @Test func `a redirect cannot carry a header of its own`() {
    #expect(
      PageAddress.safe("http://a/\r\nSet-Cookie: x") == "http://a/%0D%0ASet-Cookie:%20x")
    for url in ["javascript://x", "data://x", "//x", "x", "://x"] {
      #expect(PageAddress.safe(url) == nil, "\(url)")
    }
    #expect(PageAddress.safe("myapp://done?x=ü") == "myapp://done?x=%C3%BC")
  }

  @Test(arguments: PageWords.table.keys.sorted())
  func `every language has every word`(language: String) {
    #expect(PageWords.table[language]?.count == PageWords.Word.allCases.count)
  }

  @Test(arguments: [
    ("zh-TW", "卡號"), ("zh-HK", "卡號"), ("zh-Hant", "卡號"), ("zh", "卡号"), ("zh-CN", "卡号"),
    ("zh-Hans-HK", "卡号"), ("ZH-tw", "卡號"),
  ])
  func `chinese is written as it is where it is read`(name: String, cardNumber: String) {
    let words = PageWords.of(locale: nil, accepting: "\(name),en;q=0.5")
    #expect(words.language == name)
    #expect(words[.cardNumber] == cardNumber)
  }

  @Test(arguments: [
    ("4000000000000002", "Ihre Karte wurde abgelehnt."),
    ("4000000000009987", "Ihre Karte wurde abgelehnt."),
    ("4000000000009995", "Ihre Karte ist nicht ausreichend gedeckt."),
    ("4000000000000069", "Ihre Karte ist abgelaufen."),
    ("4000000000000127", "Die Prüfnummer Ihrer Karte ist falsch."),
    ("4000000000000119", "Bei der Verarbeitung Ihrer Karte ist ein Fehler aufgetreten."),
  ])
  func `a decline is told in the language of the page`(card: String, sentence: String) throws {
    var account = TestAccount(sessions: 0)
    let id = try account.open("&locale=de")
    let declined = Self.card.replacing("4242+4242+4242+4242", with: card)
    #expect(account.visit("/c/pay/\(id)", declined).text.contains(sentence))
    #expect(account.visit("/c/pay/\(id)").text.contains(sentence))
    // The shop reads it in English.
    let error = try account.intent(of: id)["last_payment_error"]
    #expect(error?.text("message")?.contains("our card") == true)
  }

  @Test func `the page speaks the session's language, or the browser's`() throws {
    var account = TestAccount(sessions: 0)
    let german = try account.open("&locale=de")
    #expect(account.visit("/c/pay/\(german)").text.contains("Kartennummer"))
    let any = try account.open()
    let page = account.visit("/c/pay/\(any)", headers: ["accept-language": "fr-FR,en;q=0.5"])
    #expect(page.text.contains("Numéro de carte"))
    #expect(page.text.contains("lang=\"fr-FR\""))
  }

  @Test func `a recovery link opens a new session with the same order`() throws {
    var account = TestAccount(sessions: 0)
    account.store.address = "http://127.0.0.1:4242"
    let old = try account.open("&after_expiration[recovery][enabled]=true")
    _ = try account.json("POST", "/v1/checkout/sessions/\(old)/expire")
    let url = try #require(
      try account.session(old)["after_expiration"]?["recovery"]?.text("url"))
    let link = String(url.dropFirst("http://127.0.0.1:4242".count))
    let open = try account.open("&after_expiration[recovery][enabled]=true")
    #expect(account.visit("/c/recover/\(open)").status == 404)
    // What only looks at the link gets the answer, and makes no session.
    let changes = account.store.changes
    let looked = (0..<2).map { _ in account.visit(link, method: "HEAD") }
    #expect(account.store.changes == changes)
    let opened = account.visit(link)
    #expect(looked == [opened, opened])
    let path = try #require(opened.headers["Location"])
    let session = try account.session(String(path.dropFirst("/c/pay/".count)))
    #expect(session.text("recovered_from") == old)
    #expect(session["amount_total"]?.int == 2198)
    #expect(account.visit(path).status == 200)
  }

  @Test(arguments: [true, false])
  func `a recovery link forgets a first charge that is past`(isTrial: Bool) throws {
    var account = TestAccount(sessions: 0)
    let day = Int(account.now) + 3 * 86_400
    let order =
      TestAccount.plan
      + "&after_expiration[recovery][enabled]=true&subscription_data"
      + (isTrial
        ? "[trial_end]=\(day)"
        : "[proration_behavior]=none&subscription_data[billing_cycle_anchor]=\(day)")
    let old = try account.json("POST", "/v1/checkout/sessions", order)
    #expect(old["amount_total"]?.int == 0)
    _ = try account.json("POST", "/v1/checkout/sessions/\(old.id)/expire")
    for (pause, total) in [(1, 0), (2, 2198), (9, 2198)] {
      account.now += Double(pause * 86_400)
      let path = try #require(account.visit("/c/recover/\(old.id)").headers["Location"])
      let id = String(path.dropFirst("/c/pay/".count))
      #expect(try account.session(id)["amount_total"]?.int == total)
      try account.perform("pay", id)
      let paid = try account.session(id, "expand[]=subscription.latest_invoice")
      #expect(paid.text("payment_status") == (total == 0 ? "no_payment_required" : "paid"))
      let subscription = try #require(paid["subscription"])
      let status = isTrial && total == 0 ? "trialing" : "active"
      #expect(subscription.text("status") == status)
      let end = subscription["items"]?["data"]?.elements.map { $0["current_period_end"]?.int }
      let first = try #require(end?.first ?? nil)
      #expect(total == 0 ? first == day : first > Int(account.now) + 27 * 86_400)
      let customer = try #require(paid.text("customer"))
      let charges = try account.json("GET", "/v1/charges", "customer=\(customer)").ids
      #expect(charges.count == (total == 0 ? 0 : 1))
    }
  }

  // MARK: Who may send a form

  @Test(arguments: [
    ("host", "evil.example", 421), ("origin", "http://evil.example", 403),
    ("origin", "null", 403), ("sec-fetch-site", "cross-site", 403),
    ("content-type", "text/plain", 415), ("token", "wrong", 403),
  ])
  func `a form of another site is refused`(name: String, value: String, status: Int) {
    let pages = PageGuard(port: 4242)
    func request(_ token: String) -> SandboxRequest {
      SandboxRequest(
        method: "POST", path: "/c/pay/x", body: "token=\(token)",
        headers: [
          "host": "127.0.0.1:4242", "origin": "http://127.0.0.1:4242",
          "content-type": "application/x-www-form-urlencoded",
        ])
    }
    #expect(pages.refusal(of: request(pages.token)) == nil)
    var other = request(name == "token" ? value : pages.token)
    if name != "token" { other.headers[name] = value }
    #expect(pages.refusal(of: other)?.status == status)
  }
}

extension TestAccount {
  /// What the browser shows; with a form, the page to which posting it leads.
  mutating func visit(
    _ path: String, _ form: String? = nil, method: String? = nil, headers: [String: String] = [:]
  ) -> SandboxResponse {
    let answer = request(path, form, method: method, headers: headers)
    guard let location = answer.headers["Location"],
      let mark = location.firstRange(of: "?shown=")
    else { return answer }
    #expect(answer.status == 303)
    return request(
      String(location[..<mark.lowerBound]), query: String(location[mark.lowerBound...].dropFirst()),
      headers: headers)
  }

  /// The answer to one request of a browser.
  mutating func request(
    _ path: String, _ form: String? = nil, query: String = "", method: String? = nil,
    headers: [String: String] = [:]
  ) -> SandboxResponse {
    store.page(
      SandboxRequest(
        method: method ?? (form == nil ? "GET" : "POST"), path: path, query: query,
        body: form ?? "", headers: headers),
      at: now, token: "token")
  }
}

extension SandboxResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
