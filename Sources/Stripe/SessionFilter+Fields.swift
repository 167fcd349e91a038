import Checkout

extension SessionFilter {
  /// The parameters by which Stripe filters its list.
  /// Source: https://docs.stripe.com/api/checkout/sessions/list
  var fields: FormFields {
    var fields = FormFields()
    fields.append("status", status?.name)
    fields.append("created[gt]", created.gt)
    fields.append("created[gte]", created.gte)
    fields.append("created[lt]", created.lt)
    fields.append("created[lte]", created.lte)
    fields.append("customer_details[email]", email)
    fields.append("customer", customer)
    fields.append("customer_account", customerAccount)
    fields.append("payment_intent", paymentIntent)
    fields.append("payment_link", paymentLink)
    fields.append("subscription", subscription)
    return fields
  }
}

extension PageRequest {
  var fields: FormFields {
    var fields = FormFields()
    fields.append("limit", limit)
    switch cursor {
    case .newest: break
    case .after(let id): fields.append("starting_after", id)
    case .before(let id): fields.append("ending_before", id)
    }
    return fields
  }
}
