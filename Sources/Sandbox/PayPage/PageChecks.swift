import Units

/// Puts what was typed into a session, and reports what is wrong.
enum PageChecks {
  /// What is paid with; nil if nothing has to be paid, or if a field has to be corrected first.
  static func fill(
    _ record: inout SessionRecord, from page: inout PayPage, at now: Int
  ) -> TestValue? {
    var form = page.form
    let words = page.words
    var contact = Contact()
    let known = page.renderer.email(of: record)
    contact.email = known ?? email(&form, words)
    if record.asks("phone_number_collection") {
      contact.phone = phone(&form, words)
    }
    names(&contact, &form, words, record)
    if record.asks("tax_id_collection"), record.needsTaxID { _ = form.required("tax", words) }
    if record.asksForShipping {
      contact.recipient = form.required("shipping-name", words).nonEmpty
      let allowed = record.settings["shipping_address_collection"]?["allowed_countries"]
      contact.shipping = address(
        "shipping-", &form, words, allowed: allowed?.elements.compactMap(\.string))
    }
    let method = page.method
    let value = method.flatMap { means(of: $0, &form, words, at: now) }
    contact.address = billing(&form, words, record)
    identify(&contact, form, record)
    answers(&record, &form, words)
    let consents = record.settings["consent_collection"]
    if consents?["terms_of_service"]?.string == "required", form["terms"] != "yes" {
      form.complain("terms", words[.required])
    }
    contact.wantsPromotions = form["promotions"] == "yes"
    // Without a form of its own, a method has the name that was typed for a card.
    let holder = method.flatMap { PaymentMethod[$0]?.form } ?? PaymentMethod.card.form
    contact.name =
      holder?.holder.flatMap { form[$0].nonEmpty } ?? contact.individual ?? contact.recipient
    page.form = form
    record.buyer = contact
    return value
  }

  private static func email(_ form: inout PageForm, _ words: PageWords) -> String? {
    let email = form.required("email", words)
    if !ValueCheck.isEmail(email) { form.complain("email", words[.wrongValue]) }
    return email.nonEmpty
  }

  /// Digits, at most the 15 of an international number, and what people write between them.
  private static func phone(_ form: inout PageForm, _ words: PageWords) -> String? {
    let phone = form.required("phone", words)
    let digits = phone.count { $0.isASCII && $0.isNumber }
    let isPhone = phone.allSatisfy { $0.isASCII && $0.isNumber || "+-./() ".contains($0) }
    if !isPhone || !(3...15).contains(digits) { form.complain("phone", words[.wrongValue]) }
    return phone.nonEmpty
  }

  private static func billing(
    _ form: inout PageForm, _ words: PageWords, _ record: SessionRecord
  ) -> Contact.Address {
    guard record.settings["billing_address_collection"]?.string == "required" else {
      return Contact.Address(
        country: country("country", &form, words), postalCode: form["postal"].nonEmpty)
    }
    return address("", &form, words, allowed: nil)
  }

  /// One of the countries that the page offers; nil if none was sent.
  private static func country(
    _ name: String, _ form: inout PageForm, _ words: PageWords, allowed: [String]? = nil
  ) -> String? {
    guard let code = form[name].nonEmpty else { return nil }
    if !PageCountries.options(allowed: allowed).contains(where: { $0.code == code }) {
      form.complain(name, words[.required])
    }
    return code
  }

  private static func address(
    _ prefix: String, _ form: inout PageForm, _ words: PageWords, allowed: [String]?
  ) -> Contact.Address {
    var address = Contact.Address()
    // In the order of the page, because that is the order in which errors are shown.
    _ = form.required(prefix + "country", words)
    address.country = country(prefix + "country", &form, words, allowed: allowed)
    address.line1 = form.required(prefix + "line1", words).nonEmpty
    address.line2 = form[prefix + "line2"].nonEmpty
    address.postalCode = form[prefix + "postal"].nonEmpty
    address.city = form.required(prefix + "city", words).nonEmpty
    address.state = form[prefix + "state"].nonEmpty
    return address
  }

  private static func names(
    _ contact: inout Contact, _ form: inout PageForm, _ words: PageWords, _ record: SessionRecord
  ) {
    let asked = record.settings["name_collection"]
    if asked?["individual"]?["enabled"]?.bool == true {
      contact.individual = form["individual"].nonEmpty
      if asked?["individual"]?["optional"]?.bool != true {
        contact.individual = form.required("individual", words).nonEmpty
      }
    }
    let business =
      record.needsBusiness
      ? form.required("business", words) : record.asksForBusiness ? form["business"] : ""
    contact.business = Contact.kept(business.nonEmpty)
    contact.individual = Contact.kept(contact.individual)
  }

  /// The tax id has to be of the country that the invoice goes to.
  private static func identify(
    _ contact: inout Contact, _ form: PageForm, _ record: SessionRecord
  ) {
    guard record.asks("tax_id_collection") else { return }
    let number = form["tax"]
    guard !number.isEmpty else { return }
    let country = contact.address?.country ?? "US"
    contact.taxID = Contact.TaxID(type: PageCountries.taxIDType(in: country), value: number)
  }

  private static func answers(
    _ record: inout SessionRecord, _ form: inout PageForm, _ words: PageWords
  ) {
    for (index, asked) in record.customFields.enumerated() {
      let name = "question-\(index)"
      let answer = form[name]
      if answer.isEmpty, !asked.isOptional { form.complain(name, words[.required]) }
      let isNumber = answer.allSatisfy { $0.isASCII && $0.isNumber }
      if asked.type == "numeric", !isNumber { form.complain(name, "0–9") }
      let least = asked.minimumLength ?? 0
      let lengths = least...max(asked.maximumLength ?? 255, least)
      if !answer.isEmpty, asked.type != "dropdown", !lengths.contains(answer.count) {
        form.complain(name, "\(lengths.lowerBound)–\(lengths.upperBound)")
      }
      if asked.type == "dropdown", !answer.isEmpty,
        !asked.options.contains(where: { $0.value == answer })
      {
        form.complain(name, words[.required])
      }
      record.customFields[index].answer = answer.nonEmpty.map { String($0.prefix(255)) }
    }
  }

  // MARK: What is paid with

  private static func means(
    of method: String, _ form: inout PageForm, _ words: PageWords, at now: Int
  ) -> TestValue? {
    guard let fields = PaymentMethod[method]?.form?.fields.joined() else {
      let means = Means.elsewhere(method)
      return TestValue(
        number: method, means: means,
        settlement: means.isDelayed ? (seconds: 5, succeeds: true) : nil)
    }
    var value: TestValue?
    for field in fields {
      switch field.asks {
      case .number: value = number(field.name, &form, words)
      case .expiry:
        if let expiry = PageForm.expiry(form[field.name]), !isPast(expiry, at: now) {
          value?.means.expiryMonth = expiry.month
          value?.means.expiryYear = expiry.year
        } else {
          form.complain(field.name, words[.wrongDate])
        }
      case .securityCode:
        let digits = value?.means.brand == "amex" ? 3...4 : 3...3
        let code = form[field.name]
        if !digits.contains(code.count) || !code.allSatisfy({ $0.isASCII && $0.isNumber }) {
          form.complain(field.name, words[.wrongCode])
        }
      case .holder: _ = form.required(field.name, words)
      }
    }
    return value
  }

  private static func number(
    _ name: String, _ form: inout PageForm, _ words: PageWords
  ) -> TestValue? {
    guard !form.required(name, words).isEmpty else { return nil }
    do throws(TestValue.Fault) {
      return try TestValue(form[name])
    } catch {
      form.complain(name, words[.wrongValue])
      return nil
    }
  }

  /// A card is valid until its month is over, in UTC.
  private static func isPast(_ expiry: (month: Int, year: Int), at now: Int) -> Bool {
    let today = CivilDate(daysSinceEpoch: now.flooredDivision(by: 86_400).quotient)
    return (expiry.year, expiry.month) < (today.year, today.month)
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
