package import Checkout
package import JSON

/// One page of a walk through all `checkout_sessions`.
package struct DocumentPage: Sendable {
  /// In the order of the walk.
  package var documents: [CheckoutDocument]
  /// Documents of other collections that have the same name, elsewhere in the database.
  package var leftOut: Int
  /// The moment that the page shows, to be used for the pages after it.
  package var readTime: String?
  /// Where the next page begins; nil at the end.
  package var next: DocumentCursor?

  package init(
    documents: [CheckoutDocument], leftOut: Int = 0, readTime: String? = nil,
    next: DocumentCursor? = nil
  ) {
    self.documents = documents
    self.leftOut = leftOut
    self.readTime = readTime
    self.next = next
  }
}

/// A document of any collection.
package struct AnyDocument: Equatable, Sendable {
  /// In its REST form.
  package let json: JSON
  package let name: DocumentName

  /// Nil unless the object has the full name of a document.
  package init?(_ json: JSON) {
    guard let name = json["name"]?.string.flatMap({ DocumentName($0) }) else { return nil }
    self.json = json
    self.name = name
  }

  package var fields: DocumentMap { DocumentMap(json: json) }
}
