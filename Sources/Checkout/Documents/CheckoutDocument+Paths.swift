package import JSON

/// What of a document can stand in a column: values by the app's own names, without those of kinds.
extension CheckoutDocument {
  /// The paths of all values that are neither maps nor lists, in the order of the document.
  package var leafPaths: [JSONPath] { Self.leaves(of: fields, below: .root).map(\.path) }

  /// The text at a path; nil where nothing stands.
  package func text(at path: JSONPath) -> String? {
    Self.leaves(of: fields, below: .root).first { $0.path == path }?.text
  }

  private static func leaves(
    of map: DocumentMap, below path: JSONPath
  ) -> [(path: JSONPath, text: String)] {
    map.entries.flatMap { entry -> [(path: JSONPath, text: String)] in
      let place = path.appending(entry.name)
      // Maps as deep as the parser takes them have been written; no column needs them.
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
