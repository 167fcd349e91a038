/// Checks the custom fields of a request, beyond the rules for each value.
/// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-custom_fields
enum CustomFieldCheck {
  static func fields(_ sent: Node?) throws(APIError) -> [SessionRecord.CustomField] {
    var fields: [SessionRecord.CustomField] = []
    for (index, field) in (sent?.elements ?? []).enumerated() {
      let path = "custom_fields[\(index)]"
      fields.append(try self.field(field, path))
      guard Set(fields.map(\.key)).count == fields.count else {
        throw .invalid(
          "The `key` of each custom field must be unique; you have `\(fields[index].key)` twice.",
          param: "\(path)[key]")
      }
    }
    return fields
  }

  private static func field(
    _ sent: Node, _ path: String
  ) throws(APIError) -> SessionRecord.CustomField {
    let key = sent["key"]?.string ?? ""
    let type = sent["type"]?.string ?? ""
    try checkWord(key, "\(path)[key]")
    for other in ["dropdown", "numeric", "text"] where other != type && sent[other] != nil {
      throw .invalid(
        "You can only pass `\(path)[\(other)]` if `\(path)[type]` is `\(other)`.",
        param: "\(path)[\(other)]")
    }
    var field = SessionRecord.CustomField(
      key: key, label: sent["label"]?["custom"]?.string ?? "", type: type,
      isOptional: sent["optional"]?.bool ?? false)
    let details = sent[type]
    field.defaultValue = details?["default_value"]?.string
    field.minimumLength = details?["minimum_length"]?.int
    field.maximumLength = details?["maximum_length"]?.int
    if let least = field.minimumLength, let most = field.maximumLength, least > most {
      throw .invalid(
        "The minimum length must not be greater than the maximum length.",
        param: "\(path)[\(type)][minimum_length]")
    }
    if type == "numeric", let value = field.defaultValue, !value.allSatisfy(\.isNumber) {
      throw .invalid("A numeric field takes digits only.", param: "\(path)[numeric][default_value]")
    }
    if type == "dropdown" { try setOptions(details, of: &field, "\(path)[dropdown]") }
    field.answer = field.defaultValue ?? field.options.first?.value ?? field.usualAnswer
    return field
  }

  private static func setOptions(
    _ sent: Node?, of field: inout SessionRecord.CustomField, _ path: String
  ) throws(APIError) {
    for (index, option) in (sent?["options"]?.elements ?? []).enumerated() {
      let value = option["value"]?.string ?? ""
      try checkWord(value, "\(path)[options][\(index)][value]")
      guard !field.options.contains(where: { $0.value == value }) else {
        throw .invalid(
          "The `value` of each option must be unique; you have `\(value)` twice.",
          param: "\(path)[options][\(index)][value]")
      }
      field.options.append(
        SessionRecord.Metadata(key: option["label"]?.string ?? "", value: value))
    }
    guard !field.options.isEmpty else { throw .required("\(path)[options]") }
    guard let value = field.defaultValue else { return }
    guard field.options.contains(where: { $0.value == value }) else {
      throw .invalid(
        "The default value must be the `value` of one of the options.",
        param: "\(path)[default_value]")
    }
  }

  private static func checkWord(_ word: String, _ path: String) throws(APIError) {
    guard word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw .invalid("This value must be alphanumeric: letters and digits only.", param: path)
    }
  }
}

extension SessionRecord.CustomField {
  /// What a customer writes who is not told what to write, within the limits of the field.
  fileprivate var usualAnswer: String {
    let text = type == "numeric" ? "42" : "As you like"
    let repeats = (minimumLength ?? 0) / text.count + 1
    let long = String(repeating: text, count: repeats)
    return String(long.prefix(min(max(text.count, minimumLength ?? 0), maximumLength ?? .max)))
  }
}
