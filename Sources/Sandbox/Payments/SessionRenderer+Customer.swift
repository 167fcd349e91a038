/// Customers. Source: https://docs.stripe.com/api/customers/object
extension SessionRenderer {
  func writeCustomer(_ number: Int?, _ expansion: Expansion?, into writer: inout JSONWriter) {
    guard let number, expansion != nil else {
      return writer.field("customer", number.map { ids.id(.customer, $0) })
    }
    writer.object("customer") { customerFields(number, into: &$0) }
  }

  /// A person who has been deleted since is whole in the past. A new customer has no currency: its
  /// first subscription gives it one.
  func customerFields(
    _ number: Int, isPast: Bool = false, isNew: Bool = false, into writer: inout JSONWriter
  ) {
    if let made = shelf.customer(ids.id(.customer, number)) {
      for member in made.members { writer.field(member.name, member.value) }
      return
    }
    if number >= ObjectIDs.ownCustomers {
      let session = number - ObjectIDs.ownCustomers
      if let record = kept[session] {
        customerFields(madeBy: record, number, isNew: isNew, into: &writer)
      }
      return
    }
    let person = Person(number: number)
    writer.field("id", ids.id(.customer, number))
    writer.field("object", "customer")
    if person.isDeleted, !isPast { return writer.field("deleted", true) }
    writer.address(of: person)
    writer.field("balance", number % 17 == 3 ? -500 : 0)
    writer.field("created", person.created)
    writer.field("currency", person.culture.currency)
    writer.null("default_source")
    writer.field("delinquent", number % 23 == 9)
    writer.field("description", person.business)
    writer.null("discount")
    writer.field("email", person.email)
    writer.field("invoice_prefix", ids.letters(8, for: number).uppercased())
    writer.field("livemode", ids.livemode)
    writer.metadata([])
    writer.field("name", person.name)
    writer.field("phone", person.phone)
    writer.array("preferred_locales", [person.culture.locale]) { $0.write($1) }
    writer.null("shipping")
    writer.field("tax_exempt", "none")
    writer.null("test_clock")
  }

  /// A customer who was made by finishing a session.
  private func customerFields(
    madeBy record: SessionRecord, _ number: Int, isNew: Bool, into writer: inout JSONWriter
  ) {
    let contact = record.contact
    writer.field("id", ids.id(.customer, number))
    writer.field("object", "customer")
    writer.address(contact.address)
    writer.field("balance", 0)
    writer.field("created", record.life.completesAt ?? record.life.created)
    writer.field("currency", record.mode == .subscription && !isNew ? record.currency : nil)
    writer.null("default_source")
    writer.field("delinquent", false)
    writer.null("description")
    writer.null("discount")
    writer.field("email", record.customerEmail ?? contact.email)
    writer.field("invoice_prefix", ids.letters(8, for: number & 0xFFFF_FFFF).uppercased())
    writer.object("invoice_settings") {
      $0.null("custom_fields")
      $0.null("default_payment_method")
      $0.null("footer")
      $0.null("rendering_options")
    }
    writer.field("livemode", ids.livemode)
    writer.metadata([])
    writer.field("name", record.customerName)
    writer.field("next_invoice_sequence", 1)
    writer.field("phone", contact.phone)
    writer.array("preferred_locales", [record.locale].compactMap(\.self)) { $0.write($1) }
    writer.null("shipping")
    writer.field("tax_exempt", "none")
    writer.null("test_clock")
  }
}
