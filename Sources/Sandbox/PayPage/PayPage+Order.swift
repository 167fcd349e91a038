import Units

/// The left side: the order and its total.
extension PayPage {
  var order: Markup {
    .many([
      .tag("h1", [:], .text(shopName)),
      .when(record.mode == .setup, .tag("p", [:], .text(words[.saveCard]))),
      .when(
        record.mode != .setup, .tag("div", ["class": "amount"], .text(money(record.amountTotal)))),
      trial,
      .when(!record.items.isEmpty, .tag("ul", ["class": "items"], .many(lines))),
      optionalItems, shippingChoice,
      .when(
        record.shippingRates.count > 1
          || record.items.contains { $0.isAdjustable || $0.price?.customAmount != nil },
        .tag(
          "p", [:],
          .tag(
            "button", ["type": "submit", "name": "do", "value": "update"], .text(words[.update])))),
      promotion, sums,
    ])
  }

  /// How long a subscription is free. A date in digits can be read in every language.
  private var trial: Markup {
    guard let end = record.firstCharge(from: renderer.now) else { return .none }
    return .tag(
      "p", ["class": "soft"], .text("\(words[.free]) → \(Moment(end).dateText(in: .utc))"))
  }

  private var lines: [Markup] {
    record.items.enumerated().map { index, item in
      .tag(
        "li", [:],
        .tag(
          "div", ["class": "product"], picture(of: item),
          .tag(
            "div", [:], .text(item.description ?? "?"),
            .when(
              item.price?.productDescription != nil,
              .tag("div", ["class": "soft"], .text(item.price?.productDescription ?? ""))),
            .tag("div", ["class": "soft"], .text(unit(of: item))))),
        .tag("div", ["class": "number"], .text(money(item.subtotal))),
        .when(item.isAdjustable, quantity(of: item, index)),
        .when(item.price?.customAmount != nil, amount(of: item, index)),
        .when(
          item.isExtra,
          .tag(
            "div", ["class": "wide"],
            .tag(
              "button",
              [
                "type": "submit", "name": "drop", "value": item.price?.id ?? "",
                "aria-label": "\(words[.remove]): \(item.description ?? "")",
              ],
              .text(words[.remove])))))
    }
  }

  /// The name beside it says what it shows.
  private func picture(of item: SessionRecord.Item) -> Markup {
    guard let address = PageAddress.safe(item.price?.productImages.first) else { return .none }
    return .tag("img", ["class": "picture", "src": address, "alt": ""])
  }

  private func unit(of item: SessionRecord.Item) -> String {
    var parts: [String] = []
    if let quantity = item.quantity {
      let isTold = quantity > 1 || item.price?.recurring != nil
      let each = isTold ? item.price?.unitAmount.map { " × \(money($0))" } : nil
      parts.append("\(words[.quantity]): \(quantity)\(each ?? "")")
    }
    if let recurring = item.price?.recurring {
      parts.append(
        recurring.count == 1
          ? "/ \(recurring.interval)" : "/ \(recurring.count) \(recurring.interval)s")
    }
    return parts.joined(separator: " ")
  }

  private func quantity(of item: SessionRecord.Item, _ index: Int) -> Markup {
    let name = "quantity-\(index)"
    let range = record.quantities(of: item)
    let isWrong = form.faults[name] != nil
    return .tag(
      "div", ["class": "wide row"],
      .tag(
        "div", [:],
        .tag("label", ["for": name], .text(label(of: name))),
        .tag(
          "input",
          [
            "id": name, "name": name, "type": "number", "class": "few", "inputmode": "numeric",
            "min": String(range.lowerBound), "max": String(range.upperBound),
            "value": isWrong ? form[name] : item.quantity.map { String($0) },
            "aria-invalid": isWrong ? "true" : nil,
            "aria-describedby": isWrong ? "\(name)-fault" : nil,
          ]),
        faultMarkup(name)))
  }

  /// What the customer wants to pay for a piece.
  private func amount(of item: SessionRecord.Item, _ index: Int) -> Markup {
    let name = "amount-\(index)"
    var piece = item
    piece.quantity = 1
    return .tag(
      "div", ["class": "wide"],
      field(
        name, label(of: name),
        value: form.faults[name] == nil ? Money(piece.worth, currency).decimalText : nil,
        autocomplete: "off", inputMode: "decimal", isRequired: true))
  }

  private var optionalItems: Markup {
    let offered = record.settings["optional_items"]?.elements ?? []
    let rows: [Markup] = offered.compactMap { offer in
      guard let id = offer["price"]?.string, !record.items.contains(where: { $0.price?.id == id }),
        let price = renderer.price(id)
      else { return nil }
      let amount = Money(price.unitAmount ?? 0, Currency(price.currency)).text
      return .tag(
        "li", [:], .tag("div", [:], .text(price.productName)),
        .tag("div", ["class": "number"], .text(amount)),
        .tag(
          "div", ["class": "wide"],
          .tag(
            "button",
            [
              "type": "submit", "name": "add", "value": id,
              "aria-label": "\(words[.addToOrder]): \(price.productName)",
            ],
            .text(words[.addToOrder]))))
    }
    return rows.isEmpty ? .none : .tag("ul", ["class": "items"], .many(rows))
  }

  private var shippingChoice: Markup {
    guard record.shippingRates.count > 1 else { return .none }
    return .tag(
      "fieldset", [:], .tag("legend", [:], .text(words[.shippingMethod])),
      .many(
        record.shippingRates.enumerated().map { index, rate in
          .tag(
            "label", ["class": "choice"],
            .tag(
              "input",
              [
                "type": "radio", "name": "shipping", "value": String(index),
                "checked": rate == record.shippingRate ? "" : nil,
              ]),
            .text("\(rate.name) · \(rate.amount == 0 ? words[.free] : money(rate.amount))"))
        }))
  }

  private var promotion: Markup {
    guard record.settings["allow_promotion_codes"]?.bool == true else { return .none }
    if let coupon = record.coupon {
      return .tag(
        "p", ["class": "row middle"],
        .tag("span", ["class": "grow"], .text("\(words[.promotionCode]): \(coupon.code ?? "")")),
        .tag(
          "button", ["type": "submit", "name": "do", "value": "remove"],
          .text("\(words[.remove])")))
    }
    return .tag(
      "div", ["class": "row"],
      .tag(
        "div", ["class": "grow"],
        field("promotion", words[.promotionCode], autocomplete: "off")),
      .tag("button", ["type": "submit", "name": "do", "value": "apply"], .text(words[.apply])))
  }

  private var sums: Markup {
    guard record.mode != .setup else { return .none }
    var rows: [(String, String, Bool)] = [(words[.subtotal], money(record.amountSubtotal), false)]
    if record.amountDiscount > 0 {
      rows.append((words[.discount], money(-record.amountDiscount), false))
    }
    if let rate = record.shippingRate {
      rows.append(
        (
          "\(words[.shipping]) (\(rate.name))",
          rate.amount == 0 ? words[.free] : money(rate.amount),
          false
        ))
    }
    if record.amountTax > 0 { rows.append((words[.tax], money(record.amountTax), false)) }
    rows.append((words[.total], money(record.amountTotal), true))
    return .tag(
      "dl", ["class": "sums"],
      .many(
        rows.map { name, amount, isTotal in
          .many([
            .tag("dt", ["class": isTotal ? "total" : nil], .text(name)),
            .tag("dd", ["class": isTotal ? "number total" : "number"], .text(amount)),
          ])
        }))
  }
}

extension SessionRecord.Item {
  /// Whether the customer says how many. Usage has no quantity.
  var isAdjustable: Bool { quantity != nil && adjustable["enabled"]?.bool == true }
}

extension SessionRecord {
  /// How many of an item a customer may take.
  func quantities(of item: Item) -> ClosedRange<Int> {
    let least = item.adjustable["minimum"]?.int ?? 0
    let most = item.adjustable["maximum"]?.int ?? 99
    return least...max(least, most)
  }
}
