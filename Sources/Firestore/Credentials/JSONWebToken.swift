import FoundationEssentials
import JSON
import Signatures

/// Tokens that a service account signs itself, so that no server has to issue them.
/// Source: https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth
enum JSONWebToken {
  static let scope = "https://www.googleapis.com/auth/datastore"
  /// Seconds; Google accepts no longer ones.
  static let lifetime = 3_600

  /// Signs a token at a time in Unix seconds.
  static func signed(
    by account: GoogleCredentials.ServiceAccount, at now: Int
  ) throws(FirestoreError) -> SecretText {
    var head = #"{"alg":"RS256","typ":"JWT""#
    if let id = account.keyID { head += #","kid":"# + JSONEscapes.encode(id) }
    let email = JSONEscapes.encode(account.email)
    let claims =
      #"{"iss":\#(email),"sub":\#(email),"iat":\#(now),"exp":\#(now + lifetime),"scope":"#
      + JSONEscapes.encode(scope) + "}"
    let message = "\(base64URL(Array((head + "}").utf8))).\(base64URL(Array(claims.utf8)))"
    do throws(SigningError) {
      let signature = try RSA.sha256Signature(
        of: Array(message.utf8), key: Array(account.key.text.utf8))
      return SecretText("\(message).\(base64URL(signature))")
    } catch {
      throw FirestoreError(.credentials, error.sentence)
    }
  }

  /// Source: https://www.rfc-editor.org/rfc/rfc7515#section-2
  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
