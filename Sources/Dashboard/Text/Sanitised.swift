package import Checkout
import Query
import Screen
import JSON
import Units

/// The boundary: text from outside enters the view-model through here, and nowhere else.
extension SessionSummary {
  /// The row with every text fit for the screen.
  package var sanitised: SessionSummary {
    var clean = self
    clean.row.mapTexts(Sanitiser.display)
    return clean
  }
}

extension DocumentRow {
  /// The row with every text fit for the screen; its id stays as it is, to be asked for.
  package var sanitised: DocumentRow {
    var clean = self
    clean.row.mapTexts(Sanitiser.display)
    return clean
  }
}

extension RowWindow {
  package var sanitised: RowWindow {
    map(\.sanitised)
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
