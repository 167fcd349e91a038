import JSON

extension FieldGroup {
  /// A session's story as a group of fields: a row for each step, then what has no time, then what
  /// is not known. Steps have the paths `story[0]`, `story[1]`, …
  package static func told(_ story: Story) -> FieldGroup {
    let steps = story.steps.map { step in
      field(
        step.kind.label, step.text, link: step.id, values: step.values,
        JSONPath([.name(stepName)]))
    }
    let also = story.also.map { fact in
      field("also", fact.text, link: fact.link, JSONPath([.name("also")]))
    }
    let waiting = story.webhooks.filter { $0.pending > 0 }.map { webhook in
      let count = webhook.pending == 1 ? "1 endpoint has" : "\(webhook.pending) endpoints have"
      return field(
        "webhook", "\(count) not said yes to \(webhook.type)", link: webhook.id,
        JSONPath([.name("webhooks")]))
    }
    let unknown = story.unknown.map { field("unknown", $0, JSONPath([.name("unknown")])) }
    let fields = (steps + also + waiting + unknown).enumerated().map { index, field in
      var field = field
      field.path = field.path.appending(index)
      return field
    }
    return FieldGroup(kind: .story, fields: fields)
  }

  private static let stepName = "story"

  /// The index of the step that a field of a story shows; nil for any other field.
  package static func step(of field: Field) -> Int? {
    guard case .name(stepName)? = field.path.steps.first, field.path.steps.count == 2,
      case .index(let index)? = field.path.steps.last
    else { return nil }
    return index
  }

  /// Whether a field is a line of a story: its label is a word, and its text a sentence.
  package static func isTold(_ field: Field) -> Bool {
    guard field.path.steps.count == 2, case .index? = field.path.steps.last,
      case .name(let name)? = field.path.steps.first
    else { return false }
    return [stepName, "also", "webhooks", "unknown"].contains(name)
  }

  /// What a customer typed is kept apart from the text, where masking finds it.
  private static func field(
    _ label: String, _ text: String, link: String? = nil, values: String? = nil, _ path: JSONPath
  ) -> Field {
    let id = link.flatMap { StripeID($0) }
    let isURL = link?.hasPrefix("https://") == true
    return Field(
      label: label, text: values.map { "\(text) \($0)" } ?? text,
      kind: id.map { .link($0) } ?? (isURL ? .url : .text), path: path,
      personal: values == nil ? nil : .entered,
      json: try? JSON(parsing: JSONEscapes.encode(isURL ? link ?? text : text)), children: [])
  }
}

extension StoryStep.Kind {
  /// The kind in words: `action required`.
  package var label: String { rawValue.replacing("_", with: " ") }
}
