import Checkout
import Query

extension SessionFilter {
  /// The parameters by which Stripe filters its list.
  /// Source: https://docs.stripe.com/api/checkout/sessions/list
  var fields: FormFields {
    var fields = FormFields()
    fields.append("created[gt]", created.gt)
    fields.append("created[gte]", created.gte)
    fields.append("created[lt]", created.lt)
    fields.append("created[lte]", created.lte)
    for (field, value) in conditions(in: Session.fields) {
      fields.append(field.parameter ?? field.name.text, value)
    }
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
