package import TOML

/// A command that the user has defined in `[commands.NAME]`.
package struct CommandOptions: Equatable, Sendable {
  /// Where the program's output goes.
  package enum Output: String, CaseIterable, Sendable { case pager, message, none }

  package let name: Located<String>
  /// A program and its arguments.
  package var run: [Located<String>] = []
  /// A page to open, in place of a program.
  package var url: Located<String>?
  package var keys: [Located<String>] = []
  /// In the query language of the list.
  package var condition: Located<String>?
  /// Whether the program reads the session as JSON.
  package var readsJSON = false
  package var output = Output.message
  package var confirms = false
  /// Whether the program gets the Stripe key.
  package var passesKey = false
  /// Whether the user declares that it changes nothing and shows nothing that is masked.
  package var onlyReads = false

  package init(name: Located<String>) { self.name = name }
}

extension CommandOptions {
  static var options: [Option<CommandOptions>] {
    [
      Option("run", "an array of a program and its arguments", \.run) { node in
        node.command == nil ? nil : node.texts
      },
      Option("url", "an https:// address, in quotes", \.url) { node in
        node.nonEmptyString.map { Located($0, at: node.position) }
      },
      Option("keys", "a key in quotes, or an array of keys", \.keys) { node in
        node.nonEmptyString.map { [Located($0, at: node.position)] } ?? node.strings
      },
      Option("when", "a query, in quotes", \.condition) { node in
        node.nonEmptyString.map { Located($0, at: node.position) }
      },
      Option("input", "“json” or “none”", \.readsJSON) { node in
        ["json": true, "none": false][node.string ?? ""]
      },
      .choice("output", \.output),
      .flag("confirm", \.confirms),
      .flag("key", \.passesKey),
      .flag("only_reads", \.onlyReads),
    ]
  }
}

extension TOMLNode {
  /// An array of texts, which may be empty, with their places.
  fileprivate var texts: [Located<String>]? {
    guard case .array(let elements) = value else { return nil }
    let texts = elements.compactMap { element in
      element.string.map { Located($0, at: element.position) }
    }
    return texts.count == elements.count ? texts : nil
  }
}
