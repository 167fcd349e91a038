extension KeyFinder {
  /// What the chosen profile says about Firestore, without reading its key.
  ///
  /// - Parameter asked: the profile that was asked for (`--profile`).
  /// - Returns: nil when the profile says nothing, or when till has no profile.
  /// - Throws: when the profile does not exist, or when several have Firestore, none is the default,
  ///   and the last dashboard had none of them.
  package func firestore(asked: String?) throws(CredentialsError) -> FirestoreOptions? {
    switch try named(asked: asked) {
    case .till(let profile): return profile.firestore
    case .stripeCLI, .none: return nil
    case .several(let names):
      let having = configuration.profiles.filter { $0.firestore != nil }
      guard having.count > 1 else { return having.first?.firestore }
      if let profile = having.first(where: { $0.name == remembered }) { return profile.firestore }
      throw CredentialsError(
        code: .ambiguous,
        summary: "There are several profiles (\(names.joined(separator: ", "))), and no default.",
        places: [],
        advice: "Choose one with --profile NAME, or set profile = \"NAME\" in \(configurationPath)."
      )
    }
  }
}
