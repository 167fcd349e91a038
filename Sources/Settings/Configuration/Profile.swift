package import Checkout
import Query
package import Screen
package import TOML

/// A named account: where its key comes from, and how till behaves with it.
package struct Profile: Equatable, Sendable {
  /// Where the profile's key comes from.
  package enum KeySource: Equatable, Sendable {
    /// The key is in the file.
    case key(Result<APIKey, APIKeyError>)
    /// A program and its arguments, without a shell; its output is the key.
    case command([String])
  }

  /// Never holds a key: it is shown wherever the profile is used.
  package let name: String
  /// nil when the key comes from the Stripe CLI's profile of the same name.
  package var keySource: KeySource?
  /// A connected account (`acct_…`) to act for.
  package var account: String?
  /// The colour of the account's name in the header, to tell accounts apart.
  package var color: Color?
  package var readOnly = false
  package var allowLiveWrites = false
  /// As it is written; the code that uses it decides whether it may be sent a key.
  package var apiBase: Located<String>?
  /// A file with the certificates of authorities that are trusted; an absolute path.
  package var authorities: Located<String>?
  /// Hosts besides Stripe's own whose checkout pages may be opened.
  package var checkoutHosts: [String] = []
  /// In the query language of the list; parsed where it is used, since it may hold relative times.
  package var defaultFilter: Located<String>?

  /// Where the documents of the Firebase extension are; nil when there are none.
  package var firestore: FirestoreOptions?

  package init(name: String) { self.name = SecretKey.masked(name) }
}
