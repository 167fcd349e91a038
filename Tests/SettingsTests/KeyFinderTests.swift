import Checkout
import Testing

@testable import Settings

struct KeyFinderTests {
  private static let environmentKey = "sk_test_till_environment_0001"

  /// A finder with made-up files; the output of programs comes from a table.
  private func finder(
    environment: [String: String] = [:], configuration text: String = "",
    stripeCLI: String = "", outputs: [String: Result<String, KeyCommandError>] = [:],
    remembered: String? = nil, now: Int = 1_700_000_000
  ) -> KeyFinder {
    KeyFinder(
      environment: environment,
      configuration: Configuration.parse(Array(text.utf8), file: "/c/till/config.toml").0,
      configurationPath: "/c/till/config.toml",
      stripeCLI: StripeCLIProfiles(
        parsing: Array(stripeCLI.utf8), path: "/c/stripe/config.toml", now: now),
      remembered: remembered
    ) { command async throws(KeyCommandError) in
      try
        (outputs[command.joined(separator: " ")]
        ?? .failure(.notStarted(program: command.first ?? "", number: 2))).get()
    }
  }

  private static let two = """
    [profiles.acme]
    api_key = "sk_test_till_acme_0001"
    [profiles.globex]
    api_key = "rk_live_till_globex_0002"
    """

  private static let cli = """
    color = ""
    [default]
    account_id = "acct_1CLI"
    test_mode_api_key = "rk_test_till_default_0003"
    test_mode_key_expires_at = "2024-01-01"
    live_mode_api_key = "rk_live_******************0004"
    ["Big Co"]
    secret_key = "sk_test_till_bigco_00005"
    [plugins]
    apps = "1.0"
    """

  // MARK: - Order

  @Test(
    arguments: [
      (
        "environment", two, cli, [KeyFinder.variable: environmentKey], nil,
        "STRIPE_API_KEY, sk_test_…0001"
      ),
      ("flag", two, cli, [:], "globex", "profile “globex”, rk_live_…0002"),
      (
        "TILL_PROFILE", two, cli, ["TILL_PROFILE": "globex"], nil, "profile “globex”, rk_live_…0002"
      ),
      (
        "flag over TILL_PROFILE", two, cli, ["TILL_PROFILE": "acme"], "globex",
        "profile “globex”, rk_live_…0002"
      ),
      (
        "default of the file", "profile = \"acme\"\n" + two, cli, [:], nil,
        "profile “acme”, sk_test_…0001"
      ),
      (
        "the one called default",
        two + "\n[profiles.default]\napi_key = \"sk_test_till_default_09\"", "", [:], nil,
        "profile “default”, sk_test_…t_09"
      ),
      (
        "the only one", "[profiles.x]\napi_key = \"sk_test_till_only_00001\"", cli, [:], nil,
        "profile “x”, sk_test_…0001"
      ),
      ("the CLI's default", "", cli, [:], nil, "Stripe CLI profile “default”, rk_test_…0003"),
      ("a name with a space", "", cli, [:], "Big Co", "Stripe CLI profile “Big Co”, sk_test_…0005"),
      (
        "the CLI's by name, beside till's", two, cli, [:], "default",
        "Stripe CLI profile “default”, rk_test_…0003"
      ),
      (
        "no key of its own", "[profiles.default]\ncolour = 1", cli, [:], nil,
        "Stripe CLI profile “default”, rk_test_…0003"
      ),
      (
        "an empty variable", two, cli, [KeyFinder.variable: "", "TILL_PROFILE": ""], "acme",
        "profile “acme”, sk_test_…0001"
      ),
    ] as [(String, String, String, [String: String], String?, String)])
  func `Keys are found in order`(
    title: String, configuration: String, cli: String, environment: [String: String],
    profile: String?, expected: String
  ) async throws {
    let finder = finder(environment: environment, configuration: configuration, stripeCLI: cli)
    #expect(try await finder.find(profile: profile).sourceText == expected, "\(title)")
  }

  @Test func `The environment's key overrides a profile, which is said and keeps it read-only`()
    async throws
  {
    let text = "[profiles.acme]\nread_only = true\naccount = \"acct_1\"\nallow_live_writes = true"
    let finder = finder(
      environment: [KeyFinder.variable: " \(Self.environmentKey)\n"], configuration: text)
    let found = try await finder.find()
    #expect(found.notes == ["STRIPE_API_KEY is set and overrides the profile “acme”."])
    #expect(found.profile == nil)
    #expect(found.isProfileReadOnly)
    #expect(try await finder.find(profile: "acme").notes.count == 1)
  }

  @Test func `Without a profile nothing is overridden`() async throws {
    let finder = finder(environment: [KeyFinder.variable: Self.environmentKey])
    #expect(try await finder.find().notes.isEmpty)
  }

  @Test func `A profile chosen on the screen goes before the environment`() async throws {
    let finder = finder(
      environment: [KeyFinder.variable: Self.environmentKey], configuration: Self.two)
    let found = try await finder.find(profile: "acme", usesEnvironmentKey: false)
    #expect(found.source == .profile("acme"))
    #expect(found.profile?.name == "acme")
  }

  @Test(
    arguments: [
      (two, [:], nil, "globex"),
      (two, [:], "acme", "acme"),
      (two, ["TILL_PROFILE": "acme"], nil, "acme"),
      ("profile = \"acme\"\n" + two, [:], nil, "acme"),
      (two + "\n[profiles.default]\napi_key = \"sk_test_till_default_09\"", [:], nil, "default"),
      (two, [KeyFinder.variable: environmentKey], nil, nil),
    ] as [(String, [String: String], String?, String?)])
  func `The last profile is used again only where nothing else names one`(
    configuration: String, environment: [String: String], profile: String?, expected: String?
  ) async throws {
    let finder = finder(
      environment: environment, configuration: configuration, remembered: "globex")
    let found = try await finder.find(profile: profile)
    #expect(found.profileName == expected)
    #expect(found.isRemembered == (expected == "globex"))
    #expect(found.notes.isEmpty)
    #expect(!finder.isUndecided)
  }

  @Test func `A last profile that is gone counts no more`() async throws {
    let finder = finder(configuration: Self.two, remembered: "gone")
    #expect(finder.isUndecided)
    await #expect(throws: CredentialsError.self) { try await finder.find() }
  }

  @Test func `The only profile with Firestore goes before the last one`() throws {
    let text = Self.two + "\n[profiles.acme.firestore]\nproject = \"one\""
    #expect(try finder(configuration: text, remembered: "globex").firestore(asked: nil) != nil)
    let both = text + "\n[profiles.globex.firestore]\nproject = \"other\""
    #expect(
      try finder(configuration: both, remembered: "globex").firestore(asked: nil)?.project
        == "other")
    #expect(throws: CredentialsError.self) {
      try finder(configuration: both).firestore(asked: nil)
    }
  }

  @Test func `A program's output is the key`() async throws {
    let text = "[profiles.acme]\napi_key_command = [\"pass\", \"show\"]"
    let finder = finder(
      configuration: text, outputs: ["pass show": .success("sk_test_till_command_0006")])
    let found = try await finder.find()
    #expect(found.source == .command(profile: "acme"))
    #expect(found.sourceText == "profile “acme”, api_key_command, sk_test_…0006")
  }

  @Test func `The Stripe CLI's account is known`() async throws {
    #expect(try await finder(stripeCLI: Self.cli).find().accountID == "acct_1CLI")
  }

  // MARK: - The Stripe CLI's newer layout

  private static let newer = """
    config_version = 2
    [profiles.default]
    account_id = "acct_1New"
    display_name = "New"
    test_mode_api_key = 'sk_test_till_newer_00007'
    """

  @Test func `Profiles below [profiles] are read`() async throws {
    let found = try await finder(stripeCLI: Self.newer).find()
    #expect(found.sourceText == "Stripe CLI profile “default”, sk_test_…0007")
    #expect(found.accountID == "acct_1New")
    #expect(found.notes.isEmpty)
  }

  @Test func `A newer copy of a profile replaces the old one, which is listed and named`()
    async throws
  {
    let finder = finder(stripeCLI: Self.newer + "\n" + Self.cli)
    let found = try await finder.find()
    #expect(found.accountID == "acct_1New")
    #expect(found.notes.count == 1)
    #expect(found.notes.first?.contains("acct_1CLI") == true)
    #expect(
      finder.list().map { "\($0.source.text) \($0.account ?? "-") \($0.isReplaced)" } == [
        "Stripe CLI profile “default” acct_1New false", "Stripe CLI profile “Big Co” - false",
        "Stripe CLI profile “default” acct_1CLI true",
      ])
  }

  @Test func `A log-in whose key is in the keyring is explained`() async throws {
    let text = """
      [default]
      account_id = "acct_1"
      display_name = "Shop"
      [user_info]
      [[user_info.compartments]]
      id = "x"
      """
    let error = try await refusal(finder(stripeCLI: text))
    #expect(error.message.contains("keyring"))
    #expect(error.message.contains("STRIPE_API_KEY"))
  }

  // MARK: - Refusals

  private func refusal(
    _ finder: KeyFinder, profile: String? = nil
  ) async throws -> CredentialsError {
    try await #require(throws: CredentialsError.self) { try await finder.find(profile: profile) }
  }

  @Test func `Without any key every place is named, and the demo offered`() async throws {
    let error = try await refusal(finder())
    #expect(error.code == .notFound)
    #expect(
      error.places.map(\.name) == [
        "STRIPE_API_KEY", "/c/till/config.toml", "/c/stripe/config.toml",
      ])
    #expect(error.message.contains("till demo"))
    #expect(error.message.contains("\n  STRIPE_API_KEY: not set\n"))
  }

  @Test func `An unknown profile lists the known ones, and is no typing puzzle`() async throws {
    let error = try await refusal(
      finder(configuration: Self.two, stripeCLI: Self.cli), profile: "acm")
    #expect(error.code == .unknownProfile)
    #expect(
      error.message == "There is no profile “acm”. Did you mean “acme”?\n"
        + "Known profiles: acme, globex, default, Big Co.")
    #expect(try await refusal(finder(), profile: "x").message.contains("no profiles at all"))
  }

  @Test func `An unknown profile is refused also when the environment has a key`() async throws {
    let finder = finder(environment: [KeyFinder.variable: Self.environmentKey])
    #expect(try await refusal(finder, profile: "acme").code == .unknownProfile)
  }

  @Test func `Several profiles without a default are not chosen from`() async throws {
    let error = try await refusal(finder(configuration: Self.two, stripeCLI: Self.cli))
    #expect(error.code == .ambiguous)
    #expect(error.message.contains("(acme, globex)"))
  }

  @Test(
    arguments: [
      ([KeyFinder.variable: "pk_live_till_00001"], "", "", "publishable key"),
      ([KeyFinder.variable: "hunter2"], "", "", "STRIPE_API_KEY: This is not an API key"),
      (
        [:], "[profiles.a]\napi_key = \"pk_test_till_0001\"", cli,
        "profile “a”: This is a publishable"
      ),
      ([:], "[profiles.a]\napi_key = \"sk_live_********0001\"", cli, "redacted"),
      ([:], "[profiles.a]\ncolour = 1", cli, "no api_key and no api_key_command"),
      ([:], "[profiles.a]\napi_key_command = [\"nope\"]", cli, "there is no program “nope”"),
      (
        [:], "[profiles.a]\napi_key_command = [\"odd\"]", cli,
        "api_key_command: This is not an API key"
      ),
      ([:], "", "[default]\nlive_mode_api_key = \"rk_live_*****0004\"", "Only test keys are taken"),
      (
        [:], "", "[default]\ntest_mode_api_key = \"sk_live_till_wrong_0001\"",
        "Only test keys are taken"
      ),
      ([:], "", "[default]\ntest_mode_api_key = \"rk_test_******0001\"", "redacted"),
      ([:], "", "[default]\ndevice_name = \"x\"", "It has no key: run stripe login."),
      (
        [:], "",
        "[default]\ntest_mode_api_key = \"rk_test_till_old_00001\"\ntest_mode_key_expires_at = \"2023-11-13\"",
        "Its test key expired on 2023-11-13: run stripe login"
      ),
      (
        [:], "",
        "[default]\ntest_mode_api_key = \"rk_test_till_old_00001\"\ntest_mode_key_expires_at = 2023-11-13",
        "Its test key expired on 2023-11-13"
      ),
      ([:], "", "[default", "Line 1, column 9: there should be ] here."),
    ] as [([String: String], String, String, String)])
  func `A key that will not do is explained, and no other taken`(
    environment: [String: String], configuration: String, cli: String, expected: String
  ) async throws {
    let finder = finder(
      environment: environment, configuration: configuration, stripeCLI: cli,
      outputs: ["odd": .success("Enter passphrase: hunter2")])
    let error = try await refusal(finder)
    #expect(error.message.contains(expected), "\(error.message)")
    #expect(error.message.contains("till demo"))
    #expect(!error.message.contains("hunter2"))
  }

  @Test(arguments: ["2023-11-14", "2023-11-15", "soon", ""])
  func `A test key is good on its last day`(day: String) async throws {
    let text =
      "[default]\napi_key = \"rk_test_till_old_00001\"\ntest_mode_key_expires_at = \"\(day)\""
    #expect(try await finder(stripeCLI: text).find().key.masked == "rk_test_…0001")
  }

  // MARK: - Listing

  @Test(
    arguments: [
      "[profiles.a]\napi_key_command = [\"SECRET\"]", "profile = \"SECRET\"",
      "[profiles.SECRET]\nread_only = true", "[profiles.SECRET]\napi_key = \"x\"",
      "[profiles.SECRET]\n[profiles.b]",
    ])
  func `A key in the wrong place is never shown`(configuration: String) async throws {
    let secret = "sk_live_till_never_shown_0001"
    for command in [Result.failure(KeyCommandError.silent(program: secret)), .success("x")] {
      let finder = finder(
        configuration: configuration.replacing("SECRET", with: secret),
        stripeCLI: "[\(secret)]\ndevice_name = \"x\"", outputs: [secret: command])
      let error = await #expect(throws: CredentialsError.self) { try await finder.find() }
      let said = error.map(\.message) ?? ""
      let listed = finder.list().map { "\($0) \($0.source.text)" }.joined()
      #expect(!(said + listed).contains("never_shown"))
    }
  }

  @Test func `The listing has every profile, masked, and runs no program`() {
    let text =
      Self.two + """

        read_only = true
        [profiles.vault]
        api_key_command = ["pass", "show", "secret-path"]
        [profiles.bad]
        api_key = "pk_test_till_00007"
        """
    let finder = finder(
      environment: [KeyFinder.variable: Self.environmentKey], configuration: text,
      stripeCLI: Self.cli)
    let list = finder.list()
    #expect(
      list.map { "\($0.source.text) | \($0.key?.masked ?? "-") | \($0.account ?? "-")" } == [
        "STRIPE_API_KEY | sk_test_…0001 | -",
        "profile “acme” | sk_test_…0001 | -",
        "profile “globex” | rk_live_…0002 | -",
        "profile “vault”, api_key_command | - | -",
        "profile “bad” | - | -",
        "Stripe CLI profile “default” | rk_test_…0003 | acct_1CLI",
        "Stripe CLI profile “Big Co” | sk_test_…0005 | -",
      ])
    #expect(list.map(\.isReadOnly) == [false, false, true, false, false, false, false])
    #expect(list.dropFirst(3).first?.remark == "The key is what “pass” prints.")
    #expect(!"\(list)".contains("secret-path"))
    #expect(!"\(list)".contains("till_"))
  }
}
