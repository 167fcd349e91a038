import Units

/// The right side: who pays, and how.
extension PayPage {
  // MARK: Fields

  /// A labelled field. An error is below the field, and is read out with it.
  func field(
    _ name: String, _ label: String, type: String = "text", value: String? = nil,
    autocomplete: String? = nil, inputMode: String? = nil, isRequired: Bool = false
  ) -> Markup {
    let fault = form.faults[name]
    return .tag(
      "div", [:], .tag("label", ["for": name], .text(label)),
      .tag(
        "input",
        [
          "id": name, "name": name, "type": type, "value": value ?? form[name],
          "autocomplete": autocomplete, "inputmode": inputMode,
          "required": isRequired ? "" : nil, "aria-invalid": fault == nil ? nil : "true",
          "aria-describedby": fault == nil ? nil : "\(name)-fault",
        ]),
      faultMarkup(name))
  }

  func faultMarkup(_ name: String) -> Markup {
    guard let fault = form.faults[name] else { return .none }
    return .tag("p", ["class": "fault", "id": "\(name)-fault"], .text(fault))
  }

  func choice(
    _ name: String, _ label: String, _ options: [(code: String, name: String)], chosen: String,
    isOptional: Bool = false
  ) -> Markup {
    let fault = form.faults[name]
    return .tag(
      "div", [:], .tag("label", ["for": name], .text(label)),
      .tag(
        "select",
        [
          "id": name, "name": name, "aria-invalid": fault == nil ? nil : "true",
          "aria-describedby": fault == nil ? nil : "\(name)-fault",
        ],
        .when(isOptional, .tag("option", ["value": ""], "–")),
        .many(
          options.map {
            .tag(
              "option", ["value": $0.code, "selected": $0.code == chosen ? "" : nil],
              .text($0.name))
          })),
      faultMarkup(name))
  }

  /// A field's label, for the list of errors.
  func label(of name: String) -> String {
    if name.hasPrefix("shipping-") {
      let field = String(name.dropFirst("shipping-".count))
      return "\(words[.shippingAddress]), \(field == "name" ? words[.name] : label(of: field))"
    }
    let labels: [String: PageWords.Word] = [
      "email": .email, "phone": .phone, "country": .country, "postal": .postalCode, "line1": .line1,
      "city": .city,
      "promotion": .promotionCode,
      "business": .business, "individual": .name, "tax": .taxID, "terms": .terms,
    ]
    if let word = labels[name] ?? PaymentMethod.field(name)?.word { return words[word] }
    if let index = Int(name.dropFirst("quantity-".count)), name.hasPrefix("quantity-"),
      record.items.indices.contains(index)
    {
      return "\(words[.quantity]): \(record.items[index].description ?? "")"
    }
    if let index = Int(name.dropFirst("amount-".count)), name.hasPrefix("amount-"),
      record.items.indices.contains(index)
    {
      return "\(record.items[index].description ?? "") (\(currency.code.uppercased()))"
    }
    if let index = Int(name.dropFirst("question-".count)), name.hasPrefix("question-"),
      record.customFields.indices.contains(index)
    {
      return record.customFields[index].label
    }
    return name
  }

  // MARK: Who

  var contact: Markup {
    let known = renderer.email(of: record)
    return .tag(
      "fieldset", [:], .tag("legend", [:], .text(words[.contact])),
      known.map { email in
        .tag("p", [:], .tag("span", ["class": "soft"], .text("\(words[.email]): ")), .text(email))
      }
        ?? field(
          "email", words[.email], type: "email", autocomplete: "email", inputMode: "email",
          isRequired: true),
      .when(
        record.asks("phone_number_collection"),
        field("phone", words[.phone], type: "tel", autocomplete: "tel", isRequired: true)),
      .when(
        record.settings["name_collection"]?["individual"]?["enabled"]?.bool == true,
        field("individual", words[.name], autocomplete: "name")),
      .when(
        record.asksForBusiness,
        field(
          "business",
          record.needsBusiness ? words[.business] : "\(words[.business]) (\(words[.optional]))",
          autocomplete: "organization", isRequired: record.needsBusiness)),
      .when(
        record.asks("tax_id_collection"),
        field("tax", record.needsTaxID ? words[.taxID] : "\(words[.taxID]) (\(words[.optional]))")))
  }

  var shipping: Markup {
    guard let asked = record.settings["shipping_address_collection"], asked != .null else {
      return .none
    }
    let allowed = asked["allowed_countries"]?.elements.compactMap(\.string)
    return .tag(
      "fieldset", [:], .tag("legend", [:], .text(words[.shippingAddress])),
      .when(
        record.customText("shipping_address") != nil,
        .tag("p", ["class": "soft"], .message(record.customText("shipping_address") ?? ""))),
      field("shipping-name", words[.name], autocomplete: "shipping name", isRequired: true),
      address("shipping-", countries: allowed, token: "shipping "))
  }

  func address(_ prefix: String, countries: [String]?, token: String) -> Markup {
    .many([
      choice(
        prefix + "country", words[.country], PageCountries.options(allowed: countries),
        chosen: chosenCountry(prefix, countries)),
      field(
        prefix + "line1", words[.line1], autocomplete: token + "address-line1", isRequired: true),
      field(
        prefix + "line2", "\(words[.line2]) (\(words[.optional]))",
        autocomplete: token + "address-line2"),
      .tag(
        "div", ["class": "pair"],
        field(prefix + "postal", words[.postalCode], autocomplete: token + "postal-code"),
        field(
          prefix + "city", words[.city], autocomplete: token + "address-level2", isRequired: true)),
      field(
        prefix + "state", "\(words[.state]) (\(words[.optional]))",
        autocomplete: token + "address-level1"),
    ])
  }

  private func chosenCountry(_ prefix: String, _ allowed: [String]?) -> String {
    let typed = form[prefix + "country"]
    if !typed.isEmpty { return typed }
    let home = Culture.all.first { $0.currency == record.currency }?.country ?? "US"
    return allowed.map { $0.contains(home) ? home : $0.first ?? home } ?? home
  }

  // MARK: How

  var methods: Markup {
    guard let chosen = method else { return .none }
    let offered = record.offeredMethods
    return .many([
      .when(
        offered.count > 1,
        .tag(
          "fieldset", [:], .tag("legend", [:], .text(words[.paymentMethod])),
          .many(
            offered.map { method in
              .tag(
                "label", ["class": "choice"],
                .tag(
                  "input",
                  [
                    "type": "radio", "name": "method", "value": method,
                    "checked": method == chosen ? "" : nil,
                  ]),
                .text(title(of: method)))
            }))),
      // The style sheet shows the fields of the method that is chosen.
      .many(
        PaymentMethod.typed.filter { offered.contains($0.type) }.map { type, form in
          .tag(
            "fieldset", ["class": "for-\(type)"],
            .tag("legend", [:], .text(title(of: type))),
            .many(form.fields.map(line)))
        }),
    ])
  }

  private func line(_ fields: [PaymentMethod.Field]) -> Markup {
    let shown = Markup.many(
      fields.map {
        field($0.name, words[$0.word], autocomplete: $0.autocomplete, inputMode: $0.inputMode)
      })
    return fields.count > 1 ? .tag("div", ["class": "pair"], shown) : shown
  }

  private func title(of method: String) -> String {
    PaymentMethod[method]?.title?(words) ?? method.replacing("_", with: " ")
  }

  var details: Markup {
    guard needsMeans || record.settings["billing_address_collection"]?.string == "required" else {
      return .none
    }
    if record.settings["billing_address_collection"]?.string == "required" {
      return .tag(
        "fieldset", [:], .tag("legend", [:], .text(words[.billingAddress])),
        address("", countries: nil, token: "billing "))
    }
    return .tag(
      "fieldset", [:],
      choice(
        "country", words[.country], PageCountries.options(allowed: nil),
        chosen: chosenCountry("", nil)),
      field("postal", words[.postalCode], autocomplete: "billing postal-code"))
  }

  // MARK: What else

  var questions: Markup {
    .many(
      record.customFields.enumerated().map { index, asked in
        let name = "question-\(index)"
        let label = asked.isOptional ? "\(asked.label) (\(words[.optional]))" : asked.label
        if asked.type == "dropdown" {
          return choice(
            name, label, asked.options.map { ($0.value, $0.key) },
            chosen: form.contains(name) ? form[name] : asked.defaultValue ?? "",
            isOptional: true)
        }
        let typed = form.contains(name) ? form[name] : asked.defaultValue ?? ""
        return field(
          name, label, value: typed, inputMode: asked.type == "numeric" ? "numeric" : nil,
          isRequired: !asked.isOptional)
      })
  }

  var consent: Markup {
    let asked = record.settings["consent_collection"]
    let text = record.customText("terms_of_service_acceptance")
    return .many([
      .when(
        asked?["terms_of_service"]?.string == "required",
        .many([
          box("terms", text.map(Markup.message) ?? .text(words[.terms])), faultMarkup("terms"),
        ])),
      .when(asked?["promotions"]?.string == "auto", box("promotions", .text(words[.promotions]))),
    ])
  }

  private func box(_ name: String, _ label: Markup) -> Markup {
    .tag(
      "label", ["class": "choice"],
      .tag(
        "input",
        [
          "id": name, "type": "checkbox", "name": name, "value": "yes",
          "checked": form[name] == "yes" ? "" : nil,
          "aria-describedby": form.faults[name] == nil ? nil : "\(name)-fault",
        ]),
      .tag("span", [:], label))
  }

  /// Numbers to test with: a button fills in the form.
  var testValues: Markup {
    guard needsMeans else { return .none }
    // Cards are in every list, because most of those who test look for them.
    let methods = PaymentMethod.typed.filter {
      $0.type == PaymentMethod.card.type || record.offeredMethods.contains($0.type)
    }
    let rows = methods.flatMap(\.form.suggestions)
    return .tag(
      "details", ["lang": "en"], .tag("summary", [:], "Numbers to test with"),
      .tag(
        "ul", [:],
        .many(
          rows.map { number, outcome in
            .tag(
              "li", [:],
              .tag(
                "button",
                [
                  "type": "submit", "name": "fill", "value": number,
                  "aria-label": "Fill in \(number): \(outcome)",
                ], "Fill in"),
              .tag("span", [:], .tag("code", [:], .text(number)), .tag("br"), .text(outcome)))
          })))
  }
}

extension SessionRecord {
  func asks(_ setting: String) -> Bool { settings[setting]?["enabled"]?.bool == true }

  var needsTaxID: Bool { settings["tax_id_collection"]?["required"]?.string == "if_supported" }

  /// The payment methods that the page shows, best first.
  var offeredMethods: [String] {
    func names(_ setting: String) -> [String]? {
      settings[setting]?.elements.compactMap(\.string)
    }
    let own = PaymentMethod.all.filter {
      $0.form != nil && (mode == .setup || $0.isTaken(in: currency))
    }
    let asked =
      names("payment_method_types") ?? names("allowed_payment_method_types") ?? own.map(\.type)
    let excluded = names("excluded_payment_method_types") ?? []
    let offered = asked.filter {
      !excluded.contains($0) && PaymentMethod[$0]?.isWallet != true
    }
    return offered.isEmpty ? ["card"] : offered
  }
}
