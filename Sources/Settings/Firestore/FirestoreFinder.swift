import Host

package import Checkout

/// Finds the database to read and the credentials for it: from the emulator's variable, then from
/// the profile, then from Google's default places.
/// Source: https://cloud.google.com/docs/authentication/application-default-credentials
package struct FirestoreFinder {
  /// How to authenticate. Holds secrets: never print it.
  package enum Credential: Equatable, Sendable {
    /// Host and port, as they are in the variable.
    case emulator(host: String)
    /// A file's content, and its name for messages.
    case file([UInt8], path: String)
    case command([String])
  }

  /// Which database to read, and how.
  package struct Found: Equatable, Sendable {
    /// nil when only the credentials file can tell.
    package let project: String?
    package let database: String
    package let collection: CustomersCollection
    package let credential: Credential
    /// Where the credentials come from, for messages.
    package let origin: String
  }

  package static let emulatorVariable = "FIRESTORE_EMULATOR_HOST"
  private static let fileVariable = "GOOGLE_APPLICATION_CREDENTIALS"
  private static let projectVariable = "GOOGLE_CLOUD_PROJECT"
  private static let fileName = "application_default_credentials.json"
  /// Bytes; a credentials file has about two thousand.
  private static let sizeLimit = 64 * 1024

  package let environment: [String: String]
  /// The home folder of the user database, for when HOME is not set.
  package let home: String?

  package init(environment: [String: String], home: String? = nil) {
    self.environment = environment
    self.home = home
  }

  /// Whether the environment points to Firestore although no profile does.
  package var isNamedByEnvironment: Bool {
    environment.nonEmpty(Self.emulatorVariable) != nil
      && environment.nonEmpty(Self.projectVariable) != nil
  }

  /// - Throws: why Firestore cannot be read, and what to do.
  package func find(_ options: FirestoreOptions?) throws(FirestoreSettingsError) -> Found {
    guard options != nil || isNamedByEnvironment else {
      throw FirestoreSettingsError(
        .notConfigured,
        "This profile has no Firestore: add [profiles.NAME.firestore] with the project to the "
          + "configuration.")
    }
    let options = options ?? FirestoreOptions()
    let (credential, origin) = try credential(options)
    return Found(
      project: options.project ?? environment.nonEmpty(Self.projectVariable),
      database: options.database, collection: options.collection, credential: credential,
      origin: origin)
  }

  private func credential(
    _ options: FirestoreOptions
  ) throws(FirestoreSettingsError) -> (Credential, String) {
    if let host = environment.nonEmpty(Self.emulatorVariable) {
      return (.emulator(host: host), Self.emulatorVariable)
    }
    if let command = options.tokenCommand { return (.command(command), "token_command") }
    if let path = options.credentials { return (try file(expanded(path)), path) }
    if let path = environment.nonEmpty(Self.fileVariable) {
      return (try file(path), Self.fileVariable)
    }
    guard let folder = gcloudFolder else { throw nothingFound("gcloud's folder") }
    let path = folder + "/" + Self.fileName
    do throws(FirestoreSettingsError) { return (try file(path), path) } catch {
      if error.code == .noCredentials { throw nothingFound(path) }
      throw error
    }
  }

  private func nothingFound(_ place: String) -> FirestoreSettingsError {
    FirestoreSettingsError(
      .noCredentials,
      "No credentials for Firestore were found: the profile has none, \(Self.fileVariable) is not "
        + "set, and there is nothing at \(place). Run gcloud auth application-default login, or set "
        + "credentials or token_command in [profiles.NAME.firestore].")
  }

  private var homeFolder: String? { environment.nonEmpty("HOME") ?? home }

  private var gcloudFolder: String? {
    environment.nonEmpty("CLOUDSDK_CONFIG") ?? homeFolder.map { $0 + "/.config/gcloud" }
  }

  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let homeFolder else { return path }
    return homeFolder + path.dropFirst()
  }

  /// The file is a key to the whole database: one that others can read is not used.
  private func file(_ path: String) throws(FirestoreSettingsError) -> Credential {
    let contents: FileContents
    do throws(FileError) {
      contents = try FileContents(of: path, limit: Self.sizeLimit)
    } catch {
      throw FirestoreSettingsError(
        error.code == .notFound ? .noCredentials : .unusable,
        "The credentials for Firestore cannot be read. \(error.sentence)")
    }
    guard !contents.isReadableByOthers, !contents.isWritableByOthers else {
      throw FirestoreSettingsError(
        .unusable,
        "\(path) is a key to the whole database, and others can read or change it: "
          + "chmod 600 \(path)")
    }
    return .file(contents.bytes, path: path)
  }
}

/// Why Firestore cannot be read. Never holds the content of a file.
package struct FirestoreSettingsError: Error, Equatable, Sendable {
  /// Why there is no database to read.
  package enum Code: Equatable, Sendable {
    /// Nothing says that there is a Firestore.
    case notConfigured
    /// There are no credentials anywhere.
    case noCredentials
    /// There are credentials, but they must not or cannot be used.
    case unusable
  }

  package let code: Code
  /// What is wrong and what to do.
  package let sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }
}
