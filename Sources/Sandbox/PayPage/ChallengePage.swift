/// A page in place of a bank's own: it asks whether to confirm the payment.
struct ChallengePage {
  private let page: PayPage
  private let payment: Act.Payment
  private let action: String

  init(_ page: PayPage, _ payment: Act.Payment, action: String) {
    self.page = page
    self.payment = payment
    self.action = action
  }

  private var amount: Int { payment.amount ?? page.record.amountTotal }

  /// The form sends it back, so that only what was shown can be confirmed.
  var expected: String { String(amount) }

  var document: [UInt8] {
    let question =
      page.record.mode == .setup || payment.isOnlyKept
      ? "Do you want \(page.shopName) to save this card?"
      : "Do you want to pay \(page.money(amount)) to \(page.shopName)?"
    let brand = payment.means.brand
    let card = "\(brand.prefix(1).uppercased())\(brand.dropFirst()) •••• \(payment.means.last4)"
    return PayPage.document(
      title: "3-D Secure – till sandbox", language: "en",
      .tag(
        "div", ["class": "sheet narrow"],
        .tag("h1", [:], "3-D Secure"),
        .when(
          page.problem != nil,
          .tag(
            "div", ["class": "alert", "role": "alert", "id": "problem"],
            .tag("p", [:], .text(page.problem ?? "")))),
        .tag("p", ["class": "soft"], "The page of the customer’s bank would be here."),
        .tag("p", [:], .text(question)),
        .tag("p", [:], .text(card)),
        .tag(
          "form", ["method": "post", "action": action],
          .tag("input", ["type": "hidden", "name": "token", "value": page.token]),
          .tag("input", ["type": "hidden", "name": "expected", "value": expected]),
          .tag(
            "p", [:],
            .tag(
              "button",
              [
                "type": "submit", "name": "do", "value": "confirm", "class": "main",
                "id": "confirm",
              ], "Confirm the payment")),
          .tag(
            "p", [:],
            .tag(
              "button", ["type": "submit", "name": "do", "value": "refuse", "id": "refuse"],
              "Refuse")))))
  }
}
