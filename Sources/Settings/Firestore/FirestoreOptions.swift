package import Checkout
import TOML

/// What `[profiles.NAME.firestore]` says.
package struct FirestoreOptions: Equatable, Sendable {
  package var project: String?
  package var database = DocumentName.usualDatabase
  /// Where the extension keeps its customers.
  package var collection = CustomersCollection.usual
  /// A credentials file of Google's; `~/` is the home folder.
  package var credentials: String?
  /// A program and its arguments, without a shell; its output is a token.
  package var tokenCommand: [String]?

  package init() {}

  static var options: [Option<FirestoreOptions>] {
    [
      Option("project", "the id of a Google Cloud project", \.project) { node in
        node.string.flatMap { DocumentName.isProject($0) ? .some($0) : nil }
      },
      Option("database", "the id of a database", \.database) { node in
        node.string.flatMap { DocumentName.isDatabase($0) ? $0 : nil }
      },
      Option(
        "collection", "the path of a collection, such as “customers” or “tenants/t1/customers”",
        \.collection
      ) { node in node.string.flatMap { CustomersCollection($0) } },
      Option("credentials", "the path of a credentials file", \.credentials) { node in
        node.nonEmptyString.map(Optional.some)
      },
      Option("token_command", "an array of a program and its arguments", \.tokenCommand) { node in
        node.command.map(Optional.some)
      },
    ]
  }
}
