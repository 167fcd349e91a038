package import Checkout
import Screen
import JSON
import Units

/// The boundary: text from outside enters the view-model through here, and nowhere else.
extension SessionSummary {
  /// The row with every text fit for the screen.
  package var sanitised: SessionSummary {
    var clean = self
    clean.email = email.map { Sanitiser.display($0) }
    clean.customerName = customerName.map { Sanitiser.display($0) }
    clean.clientReferenceID = clientReferenceID.map { Sanitiser.display($0) }
    clean.customer = customer.map { Sanitiser.display($0) }
    clean.currency = currency.map { Currency(Sanitiser.display($0.code)) }
    if case .other(let name) = status { clean.status = .other(Sanitiser.display(name)) }
    if case .other(let name) = paymentStatus {
      clean.paymentStatus = .other(Sanitiser.display(name))
    }
    if case .other(let name) = mode { clean.mode = .other(Sanitiser.display(name)) }
    return clean
  }
}

extension RowWindow {
  package var sanitised: RowWindow {
    RowWindow(
      rows: rows.map(\.sanitised), reachesTop: reachesTop, reachesBottom: reachesBottom)
  }
}

extension JSONLine {
  /// The line with every text fit for the screen.
  package var sanitised: JSONLine {
    var clean = self
    for index in pieces.indices { clean.pieces[index].text = Sanitiser.display(pieces[index].text) }
    return clean
  }
}

extension FieldGroup {
  var sanitised: FieldGroup {
    var clean = self
    clean.fields = fields.map(\.sanitised)
    return clean
  }
}

extension Field {
  var sanitised: Field {
    var clean = self
    clean.label = Sanitiser.display(label)
    clean.text = Sanitiser.display(text)
    clean.note = note.map(Sanitiser.display)
    clean.children = children.map(\.sanitised)
    return clean
  }
}
