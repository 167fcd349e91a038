import Checkout
import Dashboard
import Screen
import Widgets

extension Surface {
  /// The form for a new session, or the request that it makes.
  mutating func drawCreate(_ dialog: CreateDialog, _ state: State) {
    let (form, problems) = dialog.form(at: state.clock.unix)
    let isReview = dialog.phase != .editing
    let lines = isReview ? form.parameters.count : dialog.entries.count
    let height = min(size.height, lines + 6)
    drawDialog(
      width: 76, height: max(8, height), title: dialog.title,
      style: Style(isReview ? .danger : .dialogBorder)
    ) { box in
      let rows = max(1, box.size.height - 3)
      if isReview {
        box.draw(form.parameters, dialog.scroll, height: rows)
      } else {
        box.draw(dialog, height: rows)
      }
      box.drawEnd(dialog, problems)
    }
  }

  private mutating func draw(_ dialog: CreateDialog, height: Int) {
    let top = max(0, min(dialog.focus - height + 1, dialog.entries.count - height))
    for (y, entry) in dialog.entries.dropFirst(top).prefix(height).enumerated() {
      let isFocused = top + y == dialog.focus
      writeField(
        entry.id.label, x: 0, y: y, width: 14, style: Style(isFocused ? .key : .secondary))
      within(Rect(x: 14, y: y, width: size.width - 14, height: 1)) { row in
        if isFocused {
          row.drawInput(entry.field, label: "", y: 0)
        } else {
          let text = entry.field.text
          row.writeTruncated(
            text.isEmpty ? entry.id.hint : text, x: 1, y: 0, width: row.size.width - 1,
            style: Style(text.isEmpty ? .placeholder : .dialog))
        }
      }
    }
  }

  private mutating func draw(_ parameters: [FormParameter], _ scroll: Scroll, height: Int) {
    for (y, parameter) in parameters.dropFirst(scroll.top).prefix(height).enumerated() {
      write(
        [
          Segment(Sanitiser.display(parameter.name), Style(.secondary)),
          Segment(" = ", Style(.secondary)),
          Segment(Sanitiser.display(parameter.value), Style(.dialog)),
        ], x: 0, y: y, maxWidth: size.width)
    }
  }

  /// What is wrong with it, or where it goes; and the keys.
  private mutating func drawEnd(_ dialog: CreateDialog, _ problems: [String]) {
    let y = size.height - 2
    if let problem = problems.first {
      let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
      writeTruncated(problem + more, x: 0, y: y, width: size.width, style: Style(.warning))
    } else if dialog.phase != .editing {
      drawDestination(isLive: dialog.isLive, y: y)
    } else if dialog.copiedItems > 0 {
      let items = dialog.copiedItems == 1 ? "1 line item" : "\(dialog.copiedItems) line items"
      write("\(items) and the other settings are copied", x: 0, y: y, style: Style(.secondary))
    }
    let isReady = problems.isEmpty
    switch dialog.phase {
    case .editing:
      write(
        [
          Segment("↵", Style(.key)), Segment(" next, then the request   ", Style(.secondary)),
          Segment("Esc", Style(.key)), Segment(" leave", Style(.secondary)),
        ], x: 0, y: size.height - 1, maxWidth: size.width)
    case .reviewing:
      drawConfirmation("Create: C", isReady: isReady)
    case .creating: write("creating…", x: 0, y: size.height - 1, style: Style(.secondary))
    }
  }

  /// TEST or LIVE, in words, where a request is about to be sent.
  mutating func drawDestination(isLive: Bool, y: Int) {
    let word =
      isLive
      ? Segment(" LIVE ", Style(.headerLive, .bold)) : Segment(" TEST ", Style(.headerTest, .bold))
    write([word, Segment(" this is what is sent", Style(.secondary))], x: 0, y: y)
  }

  mutating func drawConfirmation(_ label: String, isReady: Bool) {
    write(
      [
        Segment("[ Back: Esc ]", Style(.focusedButton)), Segment("   ", Style(.dialog)),
        Segment("[ \(label) ]", Style(isReady ? .danger : .disabled)),
      ], x: 0, y: size.height - 1, maxWidth: size.width)
  }
}

extension CreateDialog.Entry.ID {
  fileprivate var label: String {
    switch self {
    case .mode: "Mode"
    case .price: "Price"
    case .product: "Product"
    case .quantity: "Quantity"
    case .interval: "Every"
    case .email: "E-mail"
    case .reference: "Reference"
    case .successURL: "Success URL"
    case .metadata: "Metadata"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .mode: "payment, subscription or setup"
    case .price: "price_… or 10.99 usd"
    case .product: "its name, for a price without an id"
    case .quantity: "1"
    case .interval: "day, week, month or year: for a subscription without a price id"
    case .email: "of the customer"
    case .reference: "your own, such as an order number"
    case .successURL: "https://…"
    case .metadata: "name=value, name=value"
    }
  }
}
