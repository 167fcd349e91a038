import HTTP
import JSON

/// The content of a Google credentials file.
/// Source: https://cloud.google.com/docs/authentication/application-default-credentials
package enum GoogleCredentials: Equatable, Sendable {
  /// The key of a service account, with which till signs tokens itself.
  case serviceAccount(ServiceAccount)
  /// A person's log-in, which is exchanged for tokens.
  case authorizedUser(AuthorizedUser)

  /// An account for programs, with its private key.
  package struct ServiceAccount: Equatable, Sendable {
    package let email: String
    package let project: String?
    let keyID: String?
    /// In PEM.
    let key: SecretText
  }

  /// A log-in that `gcloud auth application-default login` has stored.
  package struct AuthorizedUser: Equatable, Sendable {
    let clientID: String
    let clientSecret: SecretText
    let refreshToken: SecretText
    /// The project whose quota is used.
    package let quotaProject: String?
    /// Where tokens are issued: https to Google, or this machine.
    let tokenAddress: String
  }

  /// Parses a file's content; `place` is the file's name, for messages.
  ///
  /// - Throws: `.credentials`, which never holds what is in the file.
  package init(_ bytes: [UInt8], from place: String) throws(FirestoreError) {
    guard let json = try? JSON(parsing: bytes), json.kind == .object else {
      throw .unusable(place, "it is not a JSON object")
    }
    func text(_ name: String) throws(FirestoreError) -> String {
      guard let text = json[name]?.string, !text.isEmpty else {
        throw .unusable(place, "it has no \(name)")
      }
      return text
    }
    switch json["type"]?.string {
    case "service_account":
      self = .serviceAccount(
        ServiceAccount(
          email: try text("client_email"), project: json["project_id"]?.string,
          keyID: json["private_key_id"]?.string, key: SecretText(try text("private_key"))))
    case "authorized_user":
      let address = json["token_uri"]?.string ?? Self.tokenAddress
      guard Self.isTrusted(address) else {
        throw .unusable(place, "its token_uri is neither an https address of Google's nor local")
      }
      self = .authorizedUser(
        AuthorizedUser(
          clientID: try text("client_id"), clientSecret: SecretText(try text("client_secret")),
          refreshToken: SecretText(try text("refresh_token")),
          quotaProject: json["quota_project_id"]?.string, tokenAddress: address))
    case let type?:
      throw .unusable(
        place,
        "credentials of the type “\(type.clipped)” are not supported; set token_command to a program "
          + "that prints a token, such as gcloud auth print-access-token")
    case nil: throw .unusable(place, "it does not say of what type it is")
    }
  }

  /// The project that the file names.
  package var project: String? {
    switch self {
    case .serviceAccount(let account): account.project
    case .authorizedUser(let user): user.quotaProject
    }
  }

  static let tokenAddress = "https://oauth2.googleapis.com/token"

  /// The refresh token is sent to this address, and the file may come from an untrusted person.
  private static func isTrusted(_ address: String) -> Bool {
    guard let parsed = try? HTTPAddress(address) else { return false }
    if parsed.isLoopback { return true }
    return parsed.isSecure && parsed.port ?? 443 == 443
      && (parsed.host == "accounts.google.com" || parsed.host.hasSuffix(".googleapis.com"))
  }
}

extension FirestoreError {
  static func unusable(_ place: String, _ reason: String) -> FirestoreError {
    FirestoreError(.credentials, "\(place) cannot be used: \(reason)")
  }
}
