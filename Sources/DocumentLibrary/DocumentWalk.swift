package import Checkout
package import Firestore
import HTTP

/// Reads all documents, page after page. All pages show the same moment, so that documents written
/// meanwhile come neither twice nor in part.
///
/// The order is by name, and so by user: it needs no index and leaves nothing out.
package struct DocumentWalk: Sendable {
  private let client: FirestoreClient
  private var limit: Int
  private var cursor: DocumentCursor?
  private var readTime: String?
  private var isOver = false
  package var mayGoOn: Bool { !isOver }

  /// Documents so far, including those left out, which also cost a read.
  package private(set) var received = 0
  /// Documents of other collections that have the same name.
  package private(set) var leftOut = 0

  /// `limit` is the number of documents in a page.
  package init(_ client: FirestoreClient, limit: Int = FirestoreClient.usualPage) {
    self.client = client
    self.limit = limit
  }

  /// The next page, which may be empty; nil after the last one. `most` is the number of documents
  /// that are wanted, if fewer than a page has.
  package mutating func next(
    atMost most: Int = .max
  ) async throws(FirestoreError) -> [CheckoutDocument]? {
    guard !isOver else { return nil }
    let page = try await read(most)
    cursor = page.next
    readTime = page.readTime
    isOver = page.next == nil
    received += page.documents.count
    leftOut += page.leftOut
    return page.documents
  }

  /// A document may have a megabyte: when a page is too large, a smaller one is asked for.
  private mutating func read(_ most: Int) async throws(FirestoreError) -> DocumentPage {
    while true {
      do throws(FirestoreError) {
        return try await client.sessions(
          after: cursor, limit: max(1, min(limit, most)), readTime: readTime)
      } catch {
        guard case .unreachable(let reason) = error.code, reason.code == .tooLarge, limit > 1
        else { throw error }
        limit = max(1, limit / 8)
      }
    }
  }
}
