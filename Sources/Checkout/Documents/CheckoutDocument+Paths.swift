package import JSON

extension JSONPath {
  /// The path of a value in a Firestore document by the app's own names, without Firestore's type
  /// names: `metadata.phone` for `fields.metadata.mapValue.fields.phone.stringValue`. Nil for a path
  /// that is not in the fields of a document. A user's own document is about a person, so in it the
  /// path begins with `customer`.
  func inFields(of document: JSON) -> JSONPath? {
    guard let own = inFields else { return nil }
    let name = document["name"]?.string.flatMap { DocumentName($0) }
    let isSession = name?.segments.dropLast().last == CustomersCollection.sessions
    return isSession ? own : JSONPath([Self.person] + own.steps)
  }

  /// The step into what is about a person.
  static let person = Step.name("customer")

  private var inFields: JSONPath? {
    guard steps.first == .name("fields") else { return nil }
    var own: [Step] = []
    var rest = steps.dropFirst()
    while let step = rest.popFirst() {
      own.append(step)
      guard case .name(let kind)? = rest.popFirst() else { return nil }
      let inner: Step? =
        switch kind {
        case "mapValue": .name("fields")
        case "arrayValue": .name("values")
        default: nil
        }
      guard let inner else { return rest.isEmpty ? JSONPath(own) : nil }
      guard rest.popFirst() == inner else { return nil }
    }
    return nil
  }
}

/// The values of a document that can be columns, by the app's own names, without Firestore's type
/// names.
extension CheckoutDocument {
  /// The paths of all values that are neither maps nor lists, in the order of the document.
  package var leafPaths: [JSONPath] { Self.leaves(of: fields, below: .root).map(\.path) }

  /// The text at a path; nil where there is none.
  package func text(at path: JSONPath) -> String? {
    Self.leaves(of: fields, below: .root).first { $0.path == path }?.text
  }

  private static func leaves(
    of map: DocumentMap, below path: JSONPath
  ) -> [(path: JSONPath, text: String)] {
    map.entries.flatMap { entry -> [(path: JSONPath, text: String)] in
      let place = path.appending(entry.name)
      // Maps can be nested as deep as the parser allows; no column needs that.
      guard place.steps.count <= deepest else { return [] }
      switch entry.value {
      case .map(let inner): return leaves(of: inner, below: place)
      case .array, .null: return []
      default:
        return secretNames.contains(entry.name) ? [] : [(place, entry.value.text)]
      }
    }
  }

  private static let deepest = 6
}
