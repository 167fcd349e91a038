package import Checkout
import Query
import Screen
import JSON
import Units

/// The trust boundary: all text from outside enters the view-model through here.
extension SessionSummary {
  /// The row with all text sanitised for the screen.
  package var sanitised: SessionSummary {
    var clean = self
    clean.row.mapTexts(Sanitiser.display)
    return clean
  }
}

extension DocumentRow {
  /// The row with all text sanitised for the screen and cut to what a row can show, except the id,
  /// which is used in requests.
  package var sanitised: DocumentRow {
    var clean = self
    clean.row.mapTexts(Sanitiser.excerpt)
    return clean
  }
}

extension RowWindow {
  package var sanitised: RowWindow {
    map(\.sanitised)
  }
}

extension JSONLine {
  /// The line with all text sanitised for the screen and cut to what a line can show.
  package var sanitised: JSONLine {
    var clean = self
    for index in pieces.indices { clean.pieces[index].text = Sanitiser.excerpt(pieces[index].text) }
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
