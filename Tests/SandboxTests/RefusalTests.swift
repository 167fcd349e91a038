import JSON
import Testing

@testable import Sandbox

/// What create accepts and what it refuses, parameter by parameter.
@Suite("What Stripe refuses")
struct RefusalTests {
  /// Short names for what most requests contain.
  private static let item = CreateTests.item
  private static let hosted = CreateTests.smallest
  private static let embedded =
    "mode=payment&ui_mode=embedded_page&return_url=https://e.com&" + item
  private static let elements = "mode=payment&ui_mode=elements&" + item
  private static let setup = "mode=setup&success_url=https://e.com&currency=eur"
  private static let plan =
    "mode=subscription&success_url=https://e.com&" + item
    + "&line_items[0][price_data][recurring][interval]=month"
  private static let priced =
    "mode=payment&success_url=https://e.com&line_items[0][quantity]=1"
    + "&line_items[0][price_data][product_data][name]=T"

  @Test func `a slip of the fingers is told what was meant`() throws {
    var account = TestAccount(sessions: 1)
    for (more, name, meant) in [
      ("&sucess_url=https://shop.example", "sucess_url", "success_url"),
      (
        "&success_url=https://shop.example&line_items[0][quantty]=1", "line_items[0][quantty]",
        "line_items[0][quantity]"
      ),
    ] {
      let error = try account.json(
        "POST", "/v1/checkout/sessions", "mode=payment" + more, status: 400
      ).error
      #expect(error?.text("param") == name)
      #expect(
        error?.text("message") == "Received unknown parameter: \(name). Did you mean \(meant)?")
    }
  }

  @Test(
    arguments: [
      // Required parameters.
      (
        hosted + "&after_expiration[recovery][allow_promotion_codes]=true",
        "after_expiration[recovery][enabled]"
      ),
      (hosted + "&automatic_tax[liability][type]=self", "automatic_tax[enabled]"),
      (hosted + "&tax_id_collection[required]=never", "tax_id_collection[enabled]"),
      (
        hosted + "&line_items[0][adjustable_quantity][maximum]=3",
        "line_items[0][adjustable_quantity][enabled]"
      ),
      (hosted + "&invoice_creation[invoice_data][footer]=x", "invoice_creation[enabled]"),
      (hosted + "&optional_items[0][quantity]=1", "optional_items[0][price]"),
      (
        hosted + "&custom_fields[0][key]=a&custom_fields[0][type]=text"
          + "&custom_fields[0][label][custom]=A", "custom_fields[0][label][type]"
      ),
      (hosted + "&name_collection[business][optional]=true", "name_collection[business][enabled]"),
      (
        hosted + "&shipping_options[0][shipping_rate_data][display_name]=P"
          + "&shipping_options[0][shipping_rate_data][fixed_amount][amount]=5",
        "shipping_options[0][shipping_rate_data][fixed_amount][currency]"
      ),
      (
        hosted + "&consent_collection[payment_method_reuse_agreement][x]=1",
        "consent_collection[payment_method_reuse_agreement][x]"
      ),
      (
        plan + "&subscription_data[trial_settings][end_behavior][x]=1",
        "subscription_data[trial_settings][end_behavior][x]"
      ),
      (hosted + "&branding_settings[icon][type]=url", "branding_settings[icon][url]"),
      (
        hosted + "&automatic_tax[enabled]=true&automatic_tax[liability][type]=account",
        "automatic_tax[liability][account]"
      ),
      // Values.
      (hosted + "&submit_type=buy", "submit_type"),
      (hosted + "&locale=xx", "locale"),
      (hosted + "&allowed_payment_method_types[0]=gold", "allowed_payment_method_types[0]"),
      (
        hosted + "&shipping_address_collection[allowed_countries][0]=XX",
        "shipping_address_collection[allowed_countries][0]"
      ),
      (hosted + "&branding_settings[button_color]=red", "branding_settings[button_color]"),
      (
        hosted + "&payment_method_options[card][request_three_d_secure]=maybe",
        "payment_method_options[card][request_three_d_secure]"
      ),
      (hosted + "&payment_method_options[cards][x]=1", "payment_method_options[cards]"),
      (hosted + "&payment_intent_data[receipt_email]=jane", "payment_intent_data[receipt_email]"),
      (hosted + "&customer_email=a@b", "customer_email"),
      (hosted + "&success_url=nowhere", "success_url"),
      (hosted.replacing("usd", with: "xyz"), "line_items[0][price_data][currency]"),
      (
        priced + "&line_items[0][price_data][currency]=usd"
          + "&line_items[0][price_data][unit_amount_decimal]=1.0000000000001",
        "line_items[0][price_data][unit_amount_decimal]"
      ),
      (hosted + "&line_items[0][tax_rates][0]=txr_gone", "line_items[0][tax_rates][0]"),
      (
        hosted.replacing("[product_data][name]=T-shirt", with: "[product]=prod_gone"),
        "line_items[0][price_data][product]"
      ),
      (hosted + "&discounts[0][coupon]=gone", "discounts[0][coupon]"),
      (hosted + "&line_items[0][quantity]=0", "line_items[0][quantity]"),
      (plan + "&subscription_data[trial_period_days]=0", "subscription_data[trial_period_days]"),
      (plan + "&subscription_data[trial_end]=1794657700", "subscription_data[trial_end]"),
      (
        plan + "&line_items[0][price_data][recurring][interval_count]=37",
        "line_items[0][price_data][recurring][interval_count]"
      ),
      // Contradictions.
      (hosted + "&line_items[0][price]=price_x", "line_items[0][price]"),
      (
        hosted + "&line_items[0][price_data][unit_amount_decimal]=10.5",
        "line_items[0][price_data][unit_amount_decimal]"
      ),
      (hosted + "&line_items[0][price_data][product]=prod_x", "line_items[0][price_data][product]"),
      (
        hosted + "&discounts[0][coupon]=a&discounts[0][promotion_code]=b",
        "discounts[0][promotion_code]"
      ),
      (hosted + "&discounts[0][coupon]=a&allow_promotion_codes=true", "allow_promotion_codes"),
      (hosted + "&customer=cus_x&customer_email=a@b.c", "customer"),
      (hosted + "&customer=cus_x&customer_creation=always", "customer"),
      (hosted + "&customer_update[name]=auto", "customer_update"),
      (hosted + "&currency=eur", "currency"),
      (
        hosted + "&shipping_options[0][shipping_rate_data][display_name]=P"
          + "&shipping_options[0][shipping_rate_data][fixed_amount][amount]=5"
          + "&shipping_options[0][shipping_rate_data][fixed_amount][currency]=eur",
        "shipping_options[0]"
      ),
      (
        plan + "&line_items[1][price_data][currency]=usd&line_items[1][price_data][unit_amount]=900"
          + "&line_items[1][price_data][product_data][name]=B&line_items[1][quantity]=1"
          + "&line_items[1][price_data][recurring][interval]=year", "line_items"
      ),
      (
        plan + "&subscription_data[trial_end]=1799657700&subscription_data[trial_period_days]=3",
        "subscription_data[trial_end]"
      ),
      (
        hosted + "&line_items[0][adjustable_quantity][enabled]=true"
          + "&line_items[0][adjustable_quantity][minimum]=3",
        "line_items[0][adjustable_quantity]"
      ),
      (
        hosted + "&custom_fields[0][key]=a b&custom_fields[0][type]=text"
          + "&custom_fields[0][label][custom]=A&custom_fields[0][label][type]=custom",
        "custom_fields[0][key]"
      ),
      // What a kind of page does not support.
      (elements + "&custom_text[submit][message]=x", "custom_text"),
      (elements + "&after_expiration[recovery][enabled]=true", "after_expiration"),
      (elements + "&submit_type=pay", "submit_type"),
      (elements + "&branding_settings[display_name]=x", "branding_settings"),
      (elements + "&origin_context=web", "origin_context"),
      (elements + "&success_url=https://e.com", "success_url"),
      (elements + "&cancel_url=https://e.com", "cancel_url"),
      (hosted + "&permissions[update_shipping_details]=server_only", "permissions"),
      (hosted + "&redirect_on_completion=never", "redirect_on_completion"),
      (embedded + "&redirect_on_completion=never", "return_url"),
      (embedded + "&cancel_url=https://e.com", "cancel_url"),
      // What a mode does not support.
      (
        setup + "&saved_payment_method_options[payment_method_save]=enabled",
        "saved_payment_method_options"
      ),
      (setup + "&phone_number_collection[enabled]=true", "phone_number_collection"),
      (setup + "&" + item, "line_items"),
      (hosted + "&payment_method_collection=always", "payment_method_collection"),
      (hosted + "&setup_intent_data[description]=x", "setup_intent_data"),
      (plan + "&payment_intent_data[description]=x", "payment_intent_data"),
      (plan + "&invoice_creation[enabled]=true", "invoice_creation"),
      (plan + "&customer_creation=always", "customer_creation"),
    ])
  func `a mistake is named by its parameter, and nothing is made`(
    form: String, param: String
  ) throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json("POST", "/v1/checkout/sessions", form, status: 400).error
    #expect(error?.text("type") == "invalid_request_error")
    #expect(error?.text("param") == param, "\(error?.text("message") ?? "")")
    #expect(account.store.ledger.count == 3)
  }

  @Test(
    arguments: [
      elements, embedded,
      "mode=payment&ui_mode=embedded_page&redirect_on_completion=never&" + item,
      elements + "&permissions[update_shipping_details]=server_only",
      "mode=setup&success_url=https://e.com&allowed_payment_method_types[0]=card",
      setup + "&setup_intent_data[description]=x&customer_creation=always",
      plan + "&payment_method_collection=if_required&subscription_data[trial_period_days]=7",
      hosted + "&custom_text[submit]=&branding_settings[button_color]=%23635bff",
      hosted + "&excluded_payment_method_types[0]=klarna&managed_payments[enabled]=true",
      hosted + "&automatic_tax[enabled]=true&automatic_tax[liability][type]=self",
      hosted + "&phone_number_collection[enabled]=true&tax_id_collection[enabled]=true",
      hosted + "&wallet_options[link][display]=never&origin_context=mobile_app",
      hosted
        + "&shipping_address_collection[allowed_countries][]=DE&billing_address_collection=auto",
      hosted + "&payment_intent_data[capture_method]=manual&submit_type=book",
      priced + "&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=50",
      priced + "&line_items[0][price_data][currency]=JPY&line_items[0][price_data][unit_amount]=50",
      priced + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=0",
    ])
  func `what Stripe takes is taken`(form: String) throws {
    var account = TestAccount(sessions: 3)
    let session = try account.json("POST", "/v1/checkout/sessions", form)
    #expect(session.text("status") == "open")
  }

  @Test(
    arguments: [
      ("usd", 49, "at least $0.50 usd"), ("gbp", 29, "at least £0.30 gbp"),
      ("jpy", 49, "at least ¥50 jpy"), ("pln", 199, "at least PLN 2.00 pln"),
      ("cny", 300, "at least 50 cents. ¥3.00 converts to approximately $0.42."),
      ("kwd", 10, "at least 50 cents"),
    ])
  func `what is too small to be charged is refused`(
    currency: String, amount: Int, message: String
  ) throws {
    var account = TestAccount(sessions: 3)
    let error = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.priced + "&line_items[0][price_data][currency]=\(currency)"
        + "&line_items[0][price_data][unit_amount]=\(amount)", status: 400
    ).error
    #expect(error?.text("code") == "amount_too_small")
    #expect(error?.text("message")?.contains(message) == true, "\(error?.text("message") ?? "")")
  }

  @Test(arguments: [
    ("10.6", 3, 32), ("0.5", 101, 51), ("1099", 2, 2198), ("33.333333333333", 3, 100),
  ])
  func `an order is rounded, and not its price`(decimal: String, quantity: Int, total: Int) throws {
    var account = TestAccount(sessions: 3)
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      "mode=payment&success_url=https://e.com&line_items[0][quantity]=\(quantity)"
        + "&line_items[0][price_data][product_data][name]=T&line_items[0][price_data][currency]=usd"
        + "&line_items[0][price_data][unit_amount_decimal]=\(decimal)"
        + "&line_items[1][quantity]=1&line_items[1][price_data][product_data][name]=U"
        + "&line_items[1][price_data][currency]=usd&line_items[1][price_data][unit_amount]=100"
        + "&expand[]=line_items")
    let item = session["line_items"]?["data"]?.elements.first { _ in true }
    #expect(item?["amount_total"]?.int == total)
    #expect(item?["price"]?.text("unit_amount_decimal") == decimal)
    #expect(item?["price"]?["unit_amount"]?.isNull == decimal.contains("."))
  }

  @Test func `hundreds of thousands of parameters are refused before they are read`() throws {
    var account = TestAccount(sessions: 3)
    let fields = (0..<200_000).map { "&metadata[k\($0)]=v" }.joined()
    let error = try account.json(
      "POST", "/v1/checkout/sessions", Self.hosted + fields, status: 400
    ).error
    #expect(error?.text("message")?.hasPrefix("Too many parameters") == true)
  }

  @Test func `what was asked for comes back to the last leaf`() throws {
    var account = TestAccount(sessions: 3)
    let session = try account.json(
      "POST", "/v1/checkout/sessions",
      Self.hosted + "&custom_fields[0][key]=size&custom_fields[0][type]=text"
        + "&custom_fields[0][label][custom]=Size&custom_fields[0][label][type]=custom"
        + "&custom_fields[0][text][default_value]=M&custom_fields[0][text][minimum_length]=1"
        + "&custom_fields[0][text][maximum_length]=3"
        + "&payment_method_options[card][setup_future_usage]=off_session"
        + "&payment_method_options[sepa_debit][mandate_options][reference_prefix]=ABC"
        + "&name_collection[individual][enabled]=true&branding_settings[display_name]=Shop")
    let text = session["custom_fields"]?.elements.first { _ in true }?["text"]
    #expect(text?.text("default_value") == "M")
    #expect(text?["minimum_length"]?.int == 1)
    #expect(text?["maximum_length"]?.int == 3)
    let options = session["payment_method_options"]
    #expect(options?["card"]?.text("setup_future_usage") == "off_session")
    #expect(options?["card"]?.text("request_three_d_secure") == "automatic")
    #expect(
      options?["sepa_debit"]?["mandate_options"]?.text("reference_prefix") == "ABC")
    #expect(session["name_collection"]?["individual"]?["optional"]?.bool == false)
    #expect(session["branding_settings"]?.text("font_family") == "default")
  }
}
