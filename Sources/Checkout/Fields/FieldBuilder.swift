import JSON
import Units

/// Turns an object's members into fields.
struct FieldBuilder {
  let object: JSON
  let outline: FieldOutline
  private let root: Context

  /// What surrounds a value and affects how it is read.
  struct Context {
    var path: JSONPath
    /// The currency of the nearest enclosing object that names one.
    var currency: Currency?

    func entering(_ step: JSONPath.Step) -> Context {
      Context(path: path.appending(step), currency: currency)
    }

    /// The context inside an object, which may name its own currency.
    func inside(_ object: JSON) -> Context {
      let code = FieldNames.currencyNames.lazy.compactMap { object[$0]?.string }.first
      return Context(path: path, currency: code.map(Currency.init) ?? currency)
    }
  }

  init(object: JSON, outline: FieldOutline) {
    self.object = object
    self.outline = outline
    root = Context(path: .root).inside(object)
  }

  // MARK: - Top level

  /// The fields of one rule: several if the object's members go directly into the group.
  func fields(_ rule: FieldOutline.Rule, _ value: JSON?) -> [Field] {
    let context = root.entering(.name(rule.name))
    let label = rule.label ?? FieldNames.label(rule.name)
    guard let value else { return [blank(label, .absent, nil, context)] }
    switch (rule.shape, value.kind) {
    case (.flattened, .object) where !value.isEmpty: return members(of: value, context)
    case (.customFields, .array) where !value.isEmpty: return answers(in: value, context)
    default: return [field(label, value, context)]
    }
  }

  func field(named name: String, _ value: JSON) -> Field {
    field(FieldNames.label(name), value, root.entering(.name(name)))
  }

  // MARK: - Any depth

  private func members(of object: JSON, _ context: Context) -> [Field] {
    let inside = context.inside(object)
    let namesCurrencies = context.path.lastName == "currency_options"
    return object.members.map { member in
      let name = member.name
      let label = isFreeForm(context.path) ? name : FieldNames.label(name)
      var inner = inside.entering(.name(name))
      if namesCurrencies { inner.currency = Currency(name) }
      return field(label, member.value, inner)
    }
  }

  /// Whether the user chose the names of members, so that they are not turned into labels.
  private func isFreeForm(_ path: JSONPath) -> Bool { path.lastName == "metadata" }

  private func elements(of array: JSON, _ context: Context) -> [Field] {
    array.elements.enumerated().map { index, element in
      field("\(index + 1)", element, context.entering(.index(index)))
    }
  }

  private func field(_ label: String, _ value: JSON, _ context: Context) -> Field {
    switch value.kind {
    case .null: blank(label, .null, value, context)
    case .bool: flag(label, value, context)
    case .number: number(label, value, context)
    case .string: string(label, value, context)
    case .array: array(label, value, context)
    case .object: node(label, value, context)
    }
  }

  private func blank(
    _ label: String, _ absence: Field.Absence, _ value: JSON?, _ context: Context
  ) -> Field {
    make(label, "", .blank(absence), value, context)
  }

  private func flag(_ label: String, _ value: JSON, _ context: Context) -> Field {
    let isOn = value.bool == true
    return make(label, isOn ? "yes" : "no", .flag(isOn), value, context)
  }

  private func number(_ label: String, _ value: JSON, _ context: Context) -> Field {
    guard let number = value.int, let name = context.path.lastName else {
      let unit = FieldNames.isPercentage(context.path.lastName ?? "") ? "%" : ""
      return make(label, value.source + unit, .number, value, context)
    }
    if FieldNames.isTime(name) {
      return make(label, Moment(number).utcText, .time(number), value, context)
    }
    if FieldNames.isAmount(context.path) {
      guard let currency = context.currency else {
        return make(label, value.source, .number, value, context, note: "minor units")
      }
      let money = Money(number, currency)
      let note = currency.isWholeInRealLife ? "\(number) minor units" : nil
      return make(label, money.text, .money(money), value, context, note: note)
    }
    let unit = FieldNames.isPercentage(name) ? "%" : ""
    return make(label, value.source + unit, .number, value, context)
  }

  private func string(_ label: String, _ value: JSON, _ context: Context) -> Field {
    let text = value.string ?? ""
    let name = context.path.lastName ?? ""
    if FieldNames.isSecret(name) || StripeID.isSecret(text) {
      return make(label, FieldNames.secretText, .secret, value, context)
    }
    if let id = StripeID(text), !(context.path.steps == [.name("id")]) {
      return make(label, text, .link(id), value, context)
    }
    if name.hasSuffix("_decimal"), let currency = context.currency,
      let amount = Money.text(minorDecimal: text, currency)
    {
      return make(label, amount, .text, value, context, note: "\(text) minor units")
    }
    let note = name == "ui_mode" && UIMode(text).name != text ? "now \(UIMode(text).name)" : nil
    let kind: Field.Kind = text.hasPrefix("https://") ? .url : .text
    return make(label, text, kind, value, context, note: note)
  }

  private func array(_ label: String, _ value: JSON, _ context: Context) -> Field {
    if value.isEmpty { return blank(label, .empty, value, context) }
    let children = elements(of: value, context)
    if value.elements.allSatisfy({ $0.kind != .array && $0.kind != .object }) {
      let texts = children.map { $0.isBlank ? "null" : $0.text }
      return make(
        label, texts.joined(separator: ", "), .list, value, context, quoting: children)
    }
    guard children.count == 1, let only = children.first else {
      return make(label, "\(children.count)", .list, value, context, children: children)
    }
    return make(label, only.text, .list, value, context, children: children, quoting: children)
  }

  private func node(_ label: String, _ value: JSON, _ context: Context) -> Field {
    if value.isEmpty { return blank(label, .empty, value, context) }
    let children = members(of: value, context)
    let id = value["object"] == nil ? nil : value["id"]?.string.flatMap { StripeID($0) }
    if let id { return make(label, id.text, .link(id), value, context, children: children) }
    return make(
      label, FieldSummary.text(of: value, children), .object, value, context, children: children,
      quoting: children)
  }

  /// A text that may quote other values is as personal as they are.
  private func make(
    _ label: String, _ text: String, _ kind: Field.Kind, _ value: JSON?, _ context: Context,
    note: String? = nil, children: [Field] = [], quoting quoted: [Field] = []
  ) -> Field {
    let personal =
      PersonalData(of: text, at: context.path, in: object)
      ?? quoted.first { $0.personal != nil && $0.text == text }?.personal
      ?? quoted.first { $0.personal != nil && !$0.text.isEmpty }?.personal
    return Field(
      label: label, text: text, note: note, kind: kind, path: context.path, personal: personal,
      json: value, children: children)
  }

  // MARK: - Custom fields

  /// One field per question, with the answer as its text.
  private func answers(in array: JSON, _ context: Context) -> [Field] {
    array.elements.enumerated().map { index, question in
      let inner = context.entering(.index(index))
      let label =
        question["label"]?["custom"]?.string ?? question["key"]?.string ?? "\(index + 1)"
      var field = field(label, question, inner)
      guard question.kind == .object else { return field }
      let answer = question["type"]?.string.flatMap { question[$0]?.value("value")?.string }
      field.text = answer.map { Self.chosen($0, of: question) } ?? "no answer"
      field.personal = answer == nil ? nil : .entered
      return field
    }
  }

  /// The label of the chosen option, or else what was typed.
  private static func chosen(_ answer: String, of question: JSON) -> String {
    let options = question["dropdown"]?["options"]
    let option = options?.elements.first { $0["value"]?.string == answer }
    return option?["label"]?.string ?? answer
  }
}
