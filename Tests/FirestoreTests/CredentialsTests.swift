import Host
import Checkout
import JSON
import FoundationEssentials
import HTTP
import Support
import Testing

@testable import Firestore

@Suite("Credentials for Firestore")
struct CredentialsTests {
  private static let user: JSONLiteral = [
    "type": "authorized_user", "client_id": "id&1", "client_secret": "very=secret",
    "refresh_token": "1//refresh", "quota_project_id": "payer",
  ]

  private func bytes(_ literal: JSONLiteral) -> [UInt8] { Array(literal.source.utf8) }

  private func source(
    _ network: FakeNetwork, _ file: JSONLiteral, now: @escaping @Sendable () -> Int = { 1_000 }
  ) throws -> TokenSource {
    TokenSource(
      .credentials(try GoogleCredentials(bytes(file), from: "file")), http: network.client, now: now
    )
  }

  // MARK: - Files

  @Test(arguments: [
    ("", "it is not a JSON object"), ("[]", "it is not a JSON object"),
    ("{}", "it does not say of what type it is"),
    (#"{"type":"service_account"}"#, "it has no client_email"),
    (#"{"type":"service_account","client_email":"a@b"}"#, "it has no private_key"),
    (#"{"type":"authorized_user","client_id":""}"#, "it has no client_id"),
    (
      #"{"type":"authorized_user","token_uri":"https://evil.example/token"}"#,
      "its token_uri is neither an https address of Google's nor local"
    ),
    (
      #"{"type":"external_account"}"#,
      "credentials of the type “external_account” are not supported; set token_command to a "
        + "program that prints a token, such as gcloud auth print-access-token"
    ),
  ])
  func `a file that cannot be used says why`(content: String, reason: String) {
    #expect(throws: FirestoreError(.credentials, "FILE cannot be used: \(reason)")) {
      try GoogleCredentials(Array(content.utf8), from: "FILE")
    }
  }

  @Test func `secrets are not printed with what holds them`() throws {
    let credentials = try GoogleCredentials(bytes(Self.user), from: "file")
    var dumped = ""
    dump(credentials, to: &dumped)
    for text in ["\(credentials)", String(reflecting: credentials), dumped] {
      #expect(!text.contains("very=secret") && !text.contains("1//refresh"))
    }
  }

  // MARK: - A person's log-in

  @Test(arguments: [(Int.max, 1_000, 1), (.min, -1_000, 2)])
  func `the end of a token that is no time counts as the nearest one`(
    seconds: Int, now: Int, requests: Int
  ) async throws {
    let network = FakeNetwork(
      .answer(#"{"access_token":"ya29.a","expires_in":\#(seconds)}"#),
      .answer(#"{"access_token":"ya29.b","expires_in":3599}"#))
    let source = try source(network, Self.user) { now }
    _ = try await source.token()
    _ = try await source.token()
    #expect(network.requests.count == requests)
  }

  @Test func `a log-in is exchanged for a token, which is kept until shortly before its end`()
    async throws
  {
    let network = FakeNetwork(
      .answer(#"{"access_token":"ya29.a","expires_in":3599,"token_type":"Bearer"}"#),
      .answer(#"{"access_token":"ya29.b","expires_in":3599}"#))
    let time = Locked(1_000)
    let source = try source(network, Self.user) { time.withLock { $0 } }
    #expect(source.quotaProject == "payer")
    let first = try await source.token()
    #expect(first.secret.text == "ya29.a")
    time.withLock { $0 = 1_000 + 3_599 - 301 }
    #expect(try await source.token() == first)
    time.withLock { $0 += 2 }
    #expect(try await source.token().secret.text == "ya29.b")
    #expect(network.requests[0].url == "https://oauth2.googleapis.com/token")
    #expect(
      network.bodies[0]
        == "grant_type=refresh_token&client_id=id%261&client_secret=very%3Dsecret"
        + "&refresh_token=1%2F%2Frefresh")
  }

  @Test func `a log-in that was revoked says so, without its secrets`() async throws {
    let network = FakeNetwork(
      .answer(
        #"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#,
        status: 400))
    let source = try source(network, Self.user)
    let error = await failure { () async throws(FirestoreError) in try await source.token() }
    #expect(error?.code == .authentication)
    #expect(error?.message == "Token has been expired or revoked.")
    #expect(error?.sentence.contains("gcloud auth application-default login") == true)
  }

  @Test func `a quota's project goes with every request`() async throws {
    let network = FakeNetwork(
      .answer(#"{"access_token":"ya29.a"}"#), .answer(listJSON([])))
    let client = try FirestoreClient.make(
      network, origin: .credentials(try GoogleCredentials(bytes(Self.user), from: "file")))
    _ = try await client.sessions()
    #expect(network.requests[1].headers["x-goog-user-project"] == "payer")
  }

  @Test(arguments: ["", "two words", "line\nbreak", "\u{1B}[0m"])
  func `a program has to print a token and nothing else`(output: String) async throws {
    let source = TokenSource(
      .command { () async throws(FirestoreError) in output },
      http: FakeNetwork(.error(.connect)).client,
      now: { 0 })
    let error = await failure { () async throws(FirestoreError) in try await source.token() }
    #expect(error?.code == .credentials)
  }
}

/// Checks tokens that were signed here with the program `openssl`.
@Suite("Tokens of service accounts", .enabled(if: OpenSSL.isThere, "there is no openssl here"))
struct ServiceAccountTests {
  private static func decode(_ part: Substring) -> [UInt8] {
    var text = String(part).replacing("-", with: "+").replacing("_", with: "/")
    while text.utf8.count % 4 != 0 { text += "=" }
    return Array(Data(base64Encoded: text) ?? Data())
  }

  @Test func `a token has Google's claims and a signature that the public key confirms`()
    async throws
  {
    let folder = try TemporaryFolder()
    try OpenSSL.run(
      "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out",
      folder.path("key.pem"))
    try OpenSSL.run(
      "pkey", "-in", folder.path("key.pem"), "-pubout", "-out", folder.path("public.pem"))
    let key = try folder.read("key.pem")
    let file: JSONLiteral = [
      "type": "service_account", "project_id": "shop", "private_key_id": "k\"1",
      "private_key": .string(key), "client_email": "till@shop.iam.gserviceaccount.com",
    ]
    let network = FakeNetwork(.error(.connect))
    let source = TokenSource(
      .credentials(try GoogleCredentials(Array(file.source.utf8), from: "file")),
      http: network.client, now: { 1_795_694_400 })

    let token = try await source.token()
    let parts = token.secret.text.split(separator: ".", omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    let head = try JSON(parsing: Self.decode(parts[0]))
    #expect(head.source == #"{"alg":"RS256","typ":"JWT","kid":"k\"1"}"#)
    let claims = try JSON(parsing: Self.decode(parts[1]))
    #expect(
      claims.source == #"{"iss":"till@shop.iam.gserviceaccount.com","#
        + #""sub":"till@shop.iam.gserviceaccount.com","iat":1795694400,"exp":1795698000,"#
        + #""scope":"https://www.googleapis.com/auth/datastore"}"#)
    try folder.write(Self.decode(parts[2]), to: "signature")
    try folder.write(Array("\(parts[0]).\(parts[1])".utf8), to: "message")
    try OpenSSL.run(
      "dgst", "-sha256", "-verify", folder.path("public.pem"), "-signature",
      folder.path("signature"), folder.path("message"))
    #expect(network.requests.isEmpty, "nobody is asked for a token")
    #expect(!"\(source) \(token)".contains(parts[2]))
  }

  @Test func `a key of another kind is refused`() async throws {
    let folder = try TemporaryFolder()
    try OpenSSL.run("genpkey", "-algorithm", "ED25519", "-out", folder.path("key.pem"))
    let file: JSONLiteral = [
      "type": "service_account", "private_key": .string(try folder.read("key.pem")),
      "client_email": "till@shop",
    ]
    let source = TokenSource(
      .credentials(try GoogleCredentials(Array(file.source.utf8), from: "file")),
      http: FakeNetwork(.error(.connect)).client, now: { 0 })
    let error = await failure { () async throws(FirestoreError) in try await source.token() }
    #expect(error == FirestoreError(.credentials, "The private key is not an RSA key."))
  }
}
