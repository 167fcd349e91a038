import Host
import JSON
import Checkout
import Firestore
import JSON
import HTTP
import Sandbox
import Support
import JSON
import Testing

@testable import DocumentLibrary

/// The sandbox's replacement for Firestore, read by till's own client.
@Suite("The sandbox's documents")
struct SandboxDocumentsTests {
  private func all(_ client: FirestoreClient, limit: Int) async throws -> [CheckoutDocument] {
    var walk = DocumentWalk(client, limit: limit)
    var documents: [CheckoutDocument] = []
    while let page = try await walk.next() { documents += page }
    return documents
  }

  @Test func `there are 500 documents, in all states`() async throws {
    let client = try FirestoreClient.sandbox()
    let documents = try await all(client, limit: 500)
    #expect(try await client.count() == 500)
    #expect(documents.count == 500 && Set(documents.map(\.id)).count == 500)
    #expect(
      Set(documents.map { $0.state(at: 1_795_694_400) }) == Set(DocumentState.allCases))
    #expect(!DuplicateDocuments.groups(documents.map(DuplicateDocuments.Candidate.init)).isEmpty)
    #expect(!documents.contains { $0.json.source.contains("_secret_") })
  }

  @Test(arguments: [1, 7, 300])
  func `pages of any size give the same documents`(limit: Int) async throws {
    let client = try FirestoreClient.sandbox()
    let documents = try await all(client, limit: limit)
    #expect(documents.map(\.id) == (try await all(client, limit: 500)).map(\.id))
  }

  @Test func `users have documents that lead to them, and a list of their own`() async throws {
    let client = try FirestoreClient.sandbox()
    let document = try #require(try await all(client, limit: 500).first { $0.sessionID != nil })
    let user = try #require(try await client.users([document.user]).first)
    let customer = try #require(user.fields["stripeId"]?.string)
    let email = try #require(user.fields["email"]?.string)
    #expect(try await client.users(where: .customer, is: customer) == [user])
    #expect(try await client.users(where: .email, is: email).contains(user))
    let own = try await client.sessions(of: document.user)
    #expect(own.documents.contains { $0.id == document.id } && own.nextToken == nil)
    #expect(
      try await client.sessions(withSessionID: try #require(document.sessionID))
        .contains { $0.id == document.id })
  }

  @Test func `newest first has what was answered, newest first`() async throws {
    let client = try FirestoreClient.sandbox()
    var times: [String] = []
    var page = try await client.sessions(.newest, limit: 100)
    while true {
      times += page.documents.compactMap { $0.fields["created"]?.time?.utcText }
      guard let next = page.next else { break }
      page = try await client.sessions(.newest, after: next, limit: 100)
    }
    #expect(times == times.sorted(by: >) && times.count > 300)
  }

  @Test func `a document that is not there is missing`() async throws {
    let error = await #expect(throws: FirestoreError.self) {
      try await FirestoreClient.sandbox().document(["customers", "nobody"])
    }
    #expect(error?.code == .missing)
  }
}

@Suite("Duplicates in a walk")
struct DuplicateFilterTests {
  private func document(_ id: String, _ user: String, _ time: String) throws -> CheckoutDocument {
    try #require(CheckoutDocument.make(id: id, user: user, createTime: time))
  }

  @Test func `one user after the other is looked at`() throws {
    var filter = DuplicateFilter()
    var found: [CheckoutDocument] = []
    for document in [
      try document("b", "u1", "2026-11-26T12:00:30Z"),
      try document("a", "u1", "2026-11-26T12:00:00Z"),
      try document("c", "u1", "2026-11-26T13:00:00Z"),
      try document("d", "u2", "2026-11-26T12:00:10Z"),
      try document("e", "u3", "2026-11-26T12:00:00Z"),
      try document("f", "u3", "2026-11-26T12:00:01Z"),
    ] { found += filter.take(document) }
    found += filter.finish()
    #expect(found.map(\.documentID) == ["a", "b", "e", "f"])
  }
}
