package import HTTP
import Host
import JSON
import Units

/// Provides the bearer token for requests, and a new one before it expires or when it is refused.
///
/// Tokens live in memory only.
package final class TokenSource: Sendable {
  /// Where tokens come from.
  package enum Origin: Sendable {
    /// The emulator accepts this one word and needs nothing else.
    case emulator
    case credentials(GoogleCredentials)
    /// A program whose output is a token.
    case command(@Sendable () async throws(FirestoreError) -> String)
  }

  struct Token: Equatable, Sendable {
    var secret: SecretText
    /// Unix seconds; nil when it is not known.
    var expires: Int?
  }

  private let origin: Origin
  private let http: HTTPClient
  private let now: @Sendable () -> Int
  private let kept = Locked<Token?>(nil)
  /// How many seconds before its end a token is no longer used.
  private static let margin = 300

  /// `http` is for log-ins that are exchanged for tokens, `now` gives Unix seconds.
  package init(_ origin: Origin, http: HTTPClient, now: @escaping @Sendable () -> Int) {
    self.origin = origin
    self.http = http
    self.now = now
  }

  /// The project whose quota a person's log-in uses; sent with every request.
  var quotaProject: String? {
    guard case .credentials(.authorizedUser(let user)) = origin else { return nil }
    return user.quotaProject
  }

  /// Whether asking again can give another token.
  var isRenewable: Bool { if case .emulator = origin { false } else { true } }

  /// The token to send. `refused` is one that the server did not accept: it is not used again.
  func token(insteadOf refused: Token? = nil) async throws(FirestoreError) -> Token {
    if let token = kept.withLock({ $0 }), token != refused, isFresh(token) { return token }
    let token = try await newToken()
    kept.withLock { $0 = token }
    return token
  }

  private func isFresh(_ token: Token) -> Bool {
    token.expires.map { now() < $0.subtractingSaturating(Self.margin) } ?? true
  }

  private func newToken() async throws(FirestoreError) -> Token {
    switch origin {
    case .emulator: return Token(secret: SecretText("owner"))
    case .credentials(.serviceAccount(let account)):
      let time = now()
      return Token(
        secret: try JSONWebToken.signed(by: account, at: time),
        expires: time + JSONWebToken.lifetime)
    case .credentials(.authorizedUser(let user)): return try await exchange(user)
    case .command(let run):
      let output = try await run()
      guard !output.isEmpty, output.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw FirestoreError(.credentials, "token_command did not print a token alone on a line")
      }
      return Token(secret: SecretText(output))
    }
  }

  /// Source: https://developers.google.com/identity/protocols/oauth2/web-server#offline
  private func exchange(_ user: GoogleCredentials.AuthorizedUser) async throws(FirestoreError)
    -> Token
  {
    let form = [
      ("grant_type", "refresh_token"), ("client_id", user.clientID),
      ("client_secret", user.clientSecret.text), ("refresh_token", user.refreshToken.text),
    ]
    let body = form.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    let request = HTTPRequest(
      .post, user.tokenAddress,
      headers: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"],
      body: Array(body.utf8))
    let asked = now()
    let response: HTTPResponse
    do throws(HTTPError) { response = try await http.send(request) } catch {
      throw FirestoreError(.unreachable(error), error.detail)
    }
    let json = try? JSON(parsing: response.body)
    guard response.status == 200, let token = json?["access_token"]?.string, !token.isEmpty else {
      // `invalid_grant`: the log-in was revoked, or is too old.
      let reason = json?["error_description"]?.string ?? json?["error"]?.string
      throw FirestoreError(
        response.status >= 500 ? .server : .authentication,
        reason?.clipped ?? "the log-in was not exchanged for a token (HTTP \(response.status))",
        status: response.status)
    }
    return Token(
      secret: SecretText(token),
      expires: json?["expires_in"]?.int.map { asked.addingSaturating($0) })
  }
}
