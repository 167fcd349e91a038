import Checkout
import Query
import FoundationEssentials
import Screen
import Support
import Testing
import TOML

@testable import Settings

struct ConfigurationTests {
  private func parse(_ text: String) -> (configuration: Configuration, notes: [String]) {
    let (configuration, notes) = Configuration.parse(Array(text.utf8), file: "c")
    return (configuration, notes.map(\.sentence))
  }

  @Test func `An empty file means the defaults`() {
    let (configuration, notes) = parse("")
    #expect(configuration == Configuration())
    #expect(notes.isEmpty)
  }

  @Test func `Every option is read`() throws {
    let (configuration, notes) = parse(
      """
      profile = "acme"
      theme = "mine"
      borders = "square"
      ascii = true
      mouse = true
      mask = true
      columns = ["created", "amount"]
      sort = "metadata.order_id"
      auto_refresh = 5
      clipboard_command = ["wl-copy", ""]
      cache = false
      rate_limit = 2.5
      connect_timeout = 1
      timeout = 2.5
      [profiles.acme]
      api_key = "sk_test_till_sandbox_0001"
      account = "acct_1Nv"
      colour = 196
      read_only = true
      allow_live_writes = true
      api_base = "http://127.0.0.1:9"
      default_filter = "status:open"
      [profiles."Big Co"]
      api_key_command = ["pass", "show"]
      [themes.mine]
      base = "dark"
      statusPaid = { fg = "red", bg = "#ff0000", attributes = ["bold", "underline"] }
      selected = { attributes = ["reverse"] }
      [keys]
      refresh = ["r", "F5"]
      expire = []
      copy-url = "y"
      [views.unpaid-today]
      query = "payment:unpaid"
      status = "complete"
      payment_link = "plink_1"
      sort = "-amount"
      columns = ["amount"]
      notify = true
      """)
    #expect(notes.isEmpty)
    #expect(configuration.profile?.value == "acme")
    #expect(configuration.theme.name == "mine")
    #expect(configuration.theme == configuration.themes.first)
    #expect(
      configuration.theme.look(of: Style(.statusPaid), on: .basic)
        == Theme(
          "", basedOn: .dark,
          roles: [
            .statusPaid: Look(.red, on: Color(named: "#ff0000"), [.bold, .underline])
          ]
        ).look(of: Style(.statusPaid), on: .basic))
    let view = try #require(configuration.views.first)
    #expect(view.name.value == "unpaid-today" && view.query?.value == "payment:unpaid")
    #expect(view.filter.status == .complete && view.filter.paymentLink == "plink_1")
    #expect(view.sort == SessionSort(.amount, descending: true) && view.notifies)
    #expect(view.columns.map(\.value) == ["amount"])
    #expect(configuration.borders == .square)
    #expect(configuration.ascii && configuration.mouse && configuration.mask)
    #expect(configuration.columns.map(\.value) == ["created", "amount"])
    #expect(configuration.sort == SessionSort(.metadata("order_id"), descending: false))
    #expect(configuration.autoRefresh == 5)
    #expect(configuration.clipboardCommand == ["wl-copy", ""])
    #expect(!configuration.cache)
    #expect(configuration.rateLimit == 2.5)
    #expect(configuration.connectTimeout == .seconds(1))
    #expect(configuration.timeout == .milliseconds(2500))

    let acme = try #require(configuration.profiles.first)
    #expect(acme.keySource == .key(.success(try APIKey("sk_test_till_sandbox_0001"))))
    #expect(acme.account == "acct_1Nv")
    #expect(acme.color == Color(named: "196"))
    #expect(acme.readOnly && acme.allowLiveWrites)
    #expect(acme.apiBase?.value == "http://127.0.0.1:9")
    #expect(acme.defaultFilter == Located("status:open", at: TextPosition(line: 22, column: 18)))
    #expect(configuration.profiles.map(\.name) == ["acme", "Big Co"])
    #expect(configuration.profile(named: "Big Co")?.keySource == .command(["pass", "show"]))

    #expect(configuration.keys.map(\.command.value) == ["refresh", "expire", "copy-url"])
    #expect(
      configuration.keys.first?.keys == [
        Located("r", at: TextPosition(line: 30, column: 12)),
        Located("F5", at: TextPosition(line: 30, column: 17)),
      ])
    #expect(configuration.keys.dropFirst().first?.keys == [])
    #expect(configuration.keys.last?.keys.map(\.value) == ["y"])
    #expect(configuration.keys.last?.command.position == TextPosition(line: 32, column: 1))
  }

  @Test(arguments: [
    ("mouse = 1", "c:1:9: error: mouse must be true or false."),
    ("\n  borders = \"round\"", "c:2:13: error: borders must be “rounded” or “square”."),
    ("auto_refresh = 4", "c:1:16: error: auto_refresh must be whole seconds from 5 to 86400, or 0"),
    ("auto_refresh = 9999999999999", "c:1:16: error: auto_refresh must be whole"),
    ("timeout = inf", "c:1:11: error: timeout must be seconds from 0.1 to 600."),
    ("timeout = -1", "c:1:11: error: timeout must be"),
    ("rate_limit = \"fast\"", "c:1:14: error: rate_limit must be requests a second"),
    ("clipboard_command = \"wl-copy\"", "error: clipboard_command must be an array of a program"),
    ("clipboard_command = [\"\"]", "error: clipboard_command must be an array of a program"),
    ("columns = [1]", "c:1:11: error: columns must be an array of column names"),
    ("sort = \"size\"", "c:1:8: error: sort must be “status”, “payment_status”"),
    (
      "theme = \"drak\"",
      "error: theme must be “default”, “dark”, “light”, “high-contrast” or “terminal”."
    ),
    ("profiles = 1", "c:1:12: error: profiles holds tables only"),
    ("[profiles]\nread_only = true", "c:2:13: error: profiles holds tables only"),
    ("keys = []", "c:1:8: error: keys must be a table"),
    ("[keys]\nexpire = [1]", "c:2:10: error: expire must be a key in quotes"),
    ("[profiles.a]\nread_only = \"yes\"", "c:2:13: error: read_only must be true or false."),
    ("[profiles.a]\naccount = \"123\"", "error: account must be the id of a connected account"),
    ("[profiles.a]\naccount = \"acct_x\\r\\nHost: y\"", "error: account must be"),
    ("[profiles.a]\ncolour = \"pink\"", "c:2:10: error: colour must be “default”, “black”"),
    ("[profiles.a]\napi_key = 5", "c:2:11: error: api_key must be the secret key"),
    ("[profiles.a]\napi_key_command = \"pass show\"", "error: api_key_command must be an array"),
    ("[profiles.a]\napi_key_command = []", "error: api_key_command must be an array"),
    (
      "[profiles.a]\napi_key = \"sk_test_till_sandbox_0001\"\napi_key_command = [\"x\"]",
      "c:1:11: error: profile “a” has both api_key and api_key_command"
    ),
    ("[themes.x]\nbase = \"pink\"", "c:2:8: error: base must be “default”"),
    ("[themes.x]\ntext = \"red\"", "c:2:8: error: text must be a table"),
    ("[themes.x.text]\nattributes = [\"blink\"]", "error: attributes must be an array of “bold”"),
    ("a = ", "c:1:"),
  ])
  func `Wrong values say where, and what is allowed`(text: String, expected: String) throws {
    let (_, notes) = Configuration.parse(Array(text.utf8), file: "c")
    let note = try #require(notes.first)
    #expect(notes.count == 1)
    #expect(note.severity == .error)
    #expect(note.sentence.contains(expected), "\(note.sentence)")
  }

  @Test(arguments: [
    ("theem = 1", "c:1:1: warning: there is no option “theem”: did you mean “theme”?"),
    ("autorefresh = 1", "did you mean “auto_refresh”?"),
    ("xyzzy = 1", "c:1:1: warning: there is no option “xyzzy”."),
    ("[profile.a]\nx = 1", "must be the name of a profile"),
    (
      "[profiles.a]\nreadonly = true",
      "c:2:1: warning: there is no option “readonly”: did you mean “read_only”?"
    ),
    ("[views.a]\nqeury = \"x\"", "there is no option “qeury”: did you mean “query”?"),
    ("[profiles.a]\ncolor = 1", "did you mean “colour”?"),
    ("[themes.x]\nstatuspayed = {}", "there is no role “statuspayed”: did you mean “statusPaid”?"),
    ("[themes.x.text]\nforeground = 1", "there is no option “foreground”"),
    ("\"\\u001b[31m\" = 1", "“␛[31m”"),
  ])
  func `Unknown names are warned about, with the nearest known one`(
    text: String, expected: String
  ) throws {
    let note = try #require(parse(text).notes.first)
    #expect(note.contains(expected), "\(note)")
  }

  @Test func `Keys never show in notes, nor in a printed configuration`() {
    let secret = "sk_live_till_never_shown_0001"
    for text in [
      "[profiles.a]\napi_key = \"\(secret)\"", "[profiles.a]\napi_key = [\"\(secret)\"]",
      "[profiles.a]\napi_key = \(secret)", "[profiles.a]\napi_key = \"pk_\(secret)\"",
      "[profiles.a]\naccount = \"\(secret)\"", "[profiles.a]\napi_base = \"\(secret)\"",
      "\(secret) = true", "[profiles.\(secret)]\napi_kee = 1", "[keys]\n\(secret) = 1",
      "[profiles.\(secret)]\napi_key = \"sk_test_till_1\"\napi_key_command = [\"a\"]",
      "[themes.a]\n\(secret) = 1", "theme = \"\(secret)\"\n[themes.a]\nbase = \"\(secret)\"",
    ] {
      let (configuration, notes) = parse(text)
      #expect(!"\(configuration)\(notes)".contains("never_shown"))
      var dumped = ""
      dump(configuration, to: &dumped)
      #expect(!dumped.contains("never_shown"))
    }
  }

  @Test func `A publishable key is said, and leaves the other profiles alone`() {
    let (configuration, notes) = parse(
      "[profiles.a]\napi_key = \"pk_test_till_0001\"\n[profiles.b]\nread_only = true")
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("c:2:11: warning: This is a publishable key") == true)
    #expect(configuration.profiles.count == 2)
  }

  @Test func `Notes come in the order of the file`() {
    let notes = parse("theme = 1\nmouse = 1\n[keys]\na = 1\n[profiles.x]\nb = 1").notes
    #expect(notes.map { $0.prefix(4) } == ["c:1:", "c:2:", "c:4:", "c:6:"])
  }

  @Test func `Long lines and many mistakes are no work`() {
    #expect(parse("columns = [" + String(repeating: "1,", count: 20_000) + "]").notes.count == 1)
    let unknown = (1...2000).map { "option_without_sense_\($0) = 1" }
    let (_, notes) = parse(unknown.joined(separator: "\n") + "\nmouse = 1")
    #expect(notes.count == 101)
    #expect(notes.last?.contains("c:2001:9: error: mouse") == true)
  }

  // MARK: - Files

  @Test func `A missing file means the defaults, unless it was named`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/none/config.toml"
      #expect(Configuration.load(from: path).1.isEmpty)
      let notes = Configuration.load(from: path, isRequired: true).1
      #expect(notes.map(\.sentence) == ["\(path): error: There is no \(path)."])
    }
  }

  @Test(arguments: [
    (0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o644, false),
  ])
  func `A file with a key is refused when others can read it`(mode: Int, isTaken: Bool) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/config.toml"
      try write("[profiles.a]\napi_key = \"sk_test_till_sandbox_0001\"", to: path, mode: mode)
      let (configuration, notes) = Configuration.load(from: path)
      #expect(configuration.profiles.count == (isTaken ? 1 : 0))
      #expect(notes.isEmpty == isTaken)
      if !isTaken {
        #expect(
          notes.first?.sentence == "\(path): error: this file holds a key, and others can read it: "
            + "chmod 600 \(path)")
      }
    }
  }

  @Test func `A file without a key may be read by others, but not changed`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/config.toml"
      try write("mouse = true", to: path, mode: 0o644)
      #expect(Configuration.load(from: path).0.mouse)
      try write("mouse = true", to: path, mode: 0o666)
      let (configuration, notes) = Configuration.load(from: path)
      #expect(!configuration.mouse)
      #expect(notes.first?.text.contains("chmod go-w") == true)
    }
  }

  @Test func `Folders, FIFOs and huge files are refused`() throws {
    try withTemporaryFolder { folder in
      #expect(Configuration.load(from: folder).1.first?.text.contains("not a plain file") == true)
      let path = folder + "/huge.toml"
      try write(String(repeating: "#", count: Configuration.sizeLimit + 1), to: path)
      #expect(Configuration.load(from: path).1.first?.text.contains("too large") == true)
      #expect(Configuration.load(from: "/dev/zero").1.first?.severity == .error)
    }
  }

  // MARK: - The documented defaults

  private static var documented: String {
    get throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../assets/config.toml")
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
  }

  @Test func `The documented configuration changes nothing as it is`() throws {
    let (configuration, notes) = parse(try Self.documented)
    #expect(configuration == Configuration())
    #expect(notes.isEmpty)
  }

  @Test func `With its comments taken away it is valid and holds the defaults`() throws {
    let lines = try Self.documented.split(separator: "\n").compactMap { line -> Substring? in
      guard line.hasPrefix("#"), !line.hasPrefix("# "), line != "#" else { return nil }
      // Two sources of a key exclude each other, and the other skipped lines have no real values.
      guard !line.contains("…"), !line.hasPrefix("#rate_limit") else { return nil }
      return line.dropFirst()
    }
    let (configuration, notes) = parse(lines.joined(separator: "\n"))
    #expect(notes.isEmpty)
    var expected = Configuration()
    expected.profile = configuration.profile
    #expect(configuration.profile?.value == "acme")
    expected.profiles = configuration.profiles
    expected.themes = configuration.themes
    expected.keys = configuration.keys
    expected.views = configuration.views
    expected.documentViews = configuration.documentViews
    expected.commands = configuration.commands
    #expect(configuration == expected)

    var profile = Profile(name: "acme")
    profile.keySource = .command(["pass", "show", "stripe/acme"])
    profile.color = .terminal
    profile.apiBase = configuration.profiles.first?.apiBase
    profile.defaultFilter = configuration.profiles.first?.defaultFilter
    profile.firestore = configuration.profiles.first?.firestore
    #expect(profile.firestore != nil)
    profile.authorities = configuration.profiles.first?.authorities
    #expect(profile.authorities?.value == "/etc/ssl/certs/company.pem")
    profile.checkoutHosts = ["checkout.example.com"]
    #expect(configuration.profiles == [profile])
  }

  @Test func `It names every option`() throws {
    let text = try Self.documented
    let names =
      Configuration.options.map(\.name) + Profile.options.map(\.name) + Look.options.map(\.name)
    for name in names + ["theme", "base", "query", "status", "notify"]
      + CommandOptions.options.map(\.name)
    {
      #expect(text.contains("#\(name) = ") || text.contains(" \(name) = "), "\(name)")
    }
  }
}
