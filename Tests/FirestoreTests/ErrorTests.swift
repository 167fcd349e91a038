import HTTP
import Support
import Testing

@testable import Firestore

@Suite("Errors of Firestore")
struct ErrorTests {
  private func error(
    _ status: Int, _ name: String, _ message: String, isWrapped: Bool = false
  ) async throws -> FirestoreError? {
    let network = FakeNetwork(.refusal(status, name, message, isWrapped: isWrapped))
    let client = try FirestoreClient.make(network)
    return await failure { () async throws(FirestoreError) in try await client.sessions() }
  }

  @Test(
    arguments: [
      (400, "INVALID_ARGUMENT", "Bad", .invalidRequest),
      (401, "UNAUTHENTICATED", "Bad", .authentication),
      (403, "PERMISSION_DENIED", "Missing or insufficient permissions.", .permission),
      (
        404, "NOT_FOUND",
        "Document \"projects/p/databases/(default)/documents/a/b\" not found.", .missing
      ),
      (404, "NOT_FOUND", "The database (default) does not exist for project shop", .noDatabase),
      (429, "RESOURCE_EXHAUSTED", "Quota exceeded.", .quota),
      (500, "INTERNAL", "Oops", .server), (503, "UNAVAILABLE", "Oops", .server),
      (504, "DEADLINE_EXCEEDED", "Oops", .server),
    ] as [(Int, String, String, FirestoreError.Code)])
  func `an error has a code, wrapped in an array or not`(
    status: Int, name: String, message: String, code: FirestoreError.Code
  ) async throws {
    for isWrapped in [false, true] {
      let error = try await error(status, name, message, isWrapped: isWrapped)
      #expect(error?.code == code)
      #expect(error?.status == status)
      #expect(error?.message == message)
    }
  }

  private static let index =
    "The query requires a COLLECTION_GROUP_DESC index for collection checkout_sessions and field "
    + "created. You can create it here: "

  @Test func `a missing index comes with the link that makes it`() async throws {
    let link =
      "https://console.firebase.google.com/v1/r/project/shop/firestore/indexes?create_exemption=Cl"
    let error = try await error(400, "FAILED_PRECONDITION", Self.index + link, isWrapped: true)
    #expect(error?.code == .indexNeeded(link: link))
    #expect(error?.sentence == "Firestore needs an index for this. Make it here: \(link)")
  }

  @Test(arguments: [
    "https://console.firebase.google.com.evil.example/x", "http://console.firebase.google.com/x",
    "https://evil.example/https://console.firebase.google.com",
    "https://user@console.firebase.google.com/", "https://console.firebase.google.com:8443/",
  ])
  func `a link to elsewhere is not passed on`(link: String) async throws {
    let error = try await error(400, "FAILED_PRECONDITION", Self.index + link)
    #expect(error?.code == .indexNeeded(link: nil))
    #expect(error?.message.contains("://") == false)
    #expect(error?.sentence.contains("://") == false)
  }

  @Test func `an API that is switched off comes with the page that switches it on`() async throws {
    let link =
      "https://console.developers.google.com/apis/api/firestore.googleapis.com/overview?project=shop"
    let error = try await error(
      403, "PERMISSION_DENIED", "Disabled. Enable it by visiting \(link) then retry.")
    #expect(error?.sentence.hasSuffix("See \(link)") == true)
  }

  @Test func `an answer of somebody else is not taken for Firestore's`() async throws {
    let network = FakeNetwork(
      .answer("<html>", status: 502, headers: ["Content-Type": "text/html"]))
    let client = try FirestoreClient.make(network)
    let error = await failure { () async throws(FirestoreError) in try await client.sessions() }
    #expect(error?.code == .server)
    #expect(error?.message == "no error of Firestore, but HTTP 502, text/html")
  }

  @Test func `404 without Firestore's own error says nothing about a document`() async throws {
    for body in ["", "Not Found", "<html>", "{}", #"{"error":"not found"}"#] {
      let client = try FirestoreClient.make(FakeNetwork(.answer(body, status: 404)))
      let error = await failure { () async throws(FirestoreError) in
        try await client.document(["customers", "ada"])
      }
      #expect(error?.code == .unexpectedAnswer && error?.status == 404)
    }
  }

  @Test(arguments: [
    "127.0.0.1:8080", "localhost:8080", "[::1]:8080", "http://127.0.0.1:8080", "127.0.0.1:8080/",
  ])
  func `an emulator on this machine is taken`(text: String) throws {
    #expect(try FirestoreDatabase.Host(emulator: text).isEmulator)
  }

  @Test(arguments: ["example.com:8080", "0.0.0.0:80", "", "127.0.0.1:8080/v1", "https://127.0.0.1"])
  func `an emulator elsewhere is refused`(text: String) {
    #expect(throws: HTTPError.self) { try FirestoreDatabase.Host(emulator: text) }
  }

  @Test(arguments: ["", "a/b", "a b", "päckchen", String(repeating: "a", count: 64)])
  func `what is no project is refused`(project: String) {
    #expect(FirestoreDatabase(project: project) == nil)
    #expect(FirestoreDatabase(project: "shop", database: project) == nil)
  }
}
