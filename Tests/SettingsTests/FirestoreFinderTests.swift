import Checkout
import Support
import Testing

@testable import Settings

@Suite("Where Firestore and its credentials are found")
struct FirestoreFinderTests {
  private func options(_ toml: String) -> (FirestoreOptions?, [String]) {
    let (configuration, notes) = Configuration.parse(Array(toml.utf8), file: "FILE")
    return (configuration.profile(named: "shop")?.firestore, notes.map(\.text))
  }

  @Test func `a profile says all that is needed`() {
    let (options, notes) = options(
      """
      [profiles.shop.firestore]
      project = "my-shop"
      database = "second"
      collection = "tenants/t1/customers"
      token_command = ["gcloud", "auth", "print-access-token"]
      """)
    #expect(notes.isEmpty)
    #expect(options?.project == "my-shop")
    #expect(options?.database == "second")
    #expect(options?.collection.path == "tenants/t1/customers")
    #expect(options?.tokenCommand == ["gcloud", "auth", "print-access-token"])
  }

  @Test(arguments: [
    (#"collection = "customers/u1""#, "collection must be the path of a collection"),
    (#"project = "a b""#, "project must be the id of a Google Cloud project"),
    (#"token_command = "gcloud""#, "token_command must be an array"),
    (#"colection = "customers""#, "did you mean “collection”?"),
    ("credentials = \"a\"\ntoken_command = [\"b\"]", "keep one"),
  ])
  func `a mistake is named`(line: String, words: String) {
    let (_, notes) = options("[profiles.shop.firestore]\n\(line)")
    #expect(notes.contains { $0.contains(words) }, "\(notes)")
  }

  @Test func `the emulator goes before all credentials`() throws {
    let finder = FirestoreFinder(environment: ["FIRESTORE_EMULATOR_HOST": "127.0.0.1:8080"])
    var options = FirestoreOptions()
    options.credentials = "/nowhere"
    let found = try finder.find(options)
    #expect(found.credential == .emulator(host: "127.0.0.1:8080"))
    #expect(found.project == nil && found.database == "(default)")
  }

  @Test func `an emulator and a project in the environment need no profile`() throws {
    let variables = [
      "FIRESTORE_EMULATOR_HOST": "127.0.0.1:8080", "GOOGLE_CLOUD_PROJECT": "shop",
    ]
    #expect(try FirestoreFinder(environment: variables).find(nil).project == "shop")
    #expect(throws: FirestoreSettingsError.self) {
      try FirestoreFinder(environment: ["GOOGLE_CLOUD_PROJECT": "shop"]).find(nil)
    }
  }

  @Test func `files are looked for in the profile, the environment and gcloud's folder`() throws {
    try withTemporaryFolder { folder in
      let names = ["own.json", "environment.json", "application_default_credentials.json"]
      for name in names { try write(name, to: "\(folder)/\(name)") }
      var options = FirestoreOptions()
      var environment = ["CLOUDSDK_CONFIG": folder, "HOME": folder]
      func content() throws -> String {
        guard
          case .file(let bytes, _) = try FirestoreFinder(environment: environment).find(options)
            .credential
        else { return "no file" }
        return String(decoding: bytes, as: UTF8.self)
      }
      #expect(try content() == names[2])
      environment["GOOGLE_APPLICATION_CREDENTIALS"] = "\(folder)/environment.json"
      #expect(try content() == names[1])
      options.credentials = "~/own.json"
      #expect(try content() == names[0])
    }
  }

  @Test(arguments: [0o640, 0o604, 0o620])
  func `a file that others can read is not used`(mode: Int) throws {
    try withTemporaryFolder { folder in
      try write("very secret", to: "\(folder)/key.json", mode: mode)
      var options = FirestoreOptions()
      options.credentials = "\(folder)/key.json"
      let error = #expect(throws: FirestoreSettingsError.self) {
        try FirestoreFinder(environment: [:]).find(options)
      }
      #expect(error?.code == .unusable)
      #expect(error?.sentence.contains("chmod 600 \(folder)/key.json") == true)
      #expect(error?.sentence.contains("very secret") == false)
    }
  }

  @Test func `where nothing is found, all places are named`() {
    let error = #expect(throws: FirestoreSettingsError.self) {
      try FirestoreFinder(environment: ["HOME": "/nowhere"]).find(FirestoreOptions())
    }
    #expect(error?.code == .noCredentials)
    #expect(
      error?.sentence.contains("/nowhere/.config/gcloud/application_default_credentials.json")
        == true)
  }
}
