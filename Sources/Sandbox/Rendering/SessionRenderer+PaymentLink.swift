/// Payment links.
extension SessionRenderer {
  func writePaymentLink(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard let number = record.paymentLink, expansion != nil else {
      return writer.field("payment_link", record.paymentLink.map { ids.id(.paymentLink, $0) })
    }
    writer.object("payment_link") { paymentLinkFields(number, into: &$0) }
  }

  func paymentLinkFields(_ number: Int, into writer: inout JSONWriter) {
    writer.field("id", ids.id(.paymentLink, number))
    writer.field("object", "payment_link")
    writer.field("active", number % 4 != 3)
    writer.field("allow_promotion_codes", number % 2 == 0)
    writer.field("billing_address_collection", "auto")
    writer.field("currency", SandboxCurrency.all[number % SandboxCurrency.all.count].code)
    writer.field("custom_fields", [] as Node)
    writer.field("livemode", ids.livemode)
    writer.field("metadata", ["campaign": .string("spring-\(number)")])
    writer.field("payment_method_collection", "always")
    writer.field("submit_type", "auto")
    writer.field("url", "https://buy.stripe.com/test_\(ids.letters(16, for: number))")
  }
}
