import Testing

@testable import Settings

struct PathsTests {
  @Test func `Without variables everything is below the home folder`() throws {
    let paths = try Paths(environment: ["HOME": "/home/jo"])
    #expect(paths.configuration == "/home/jo/.config/till/config.toml")
    #expect(paths.cache == "/home/jo/.cache/till")
    #expect(paths.state == "/home/jo/.local/state/till")
    #expect(paths.log == "/home/jo/.local/state/till/till.log")
    #expect(paths.lastView == "/home/jo/.local/state/till/last-view.json")
    #expect(paths.stripeCLI == "/home/jo/.config/stripe/config.toml")
  }

  @Test func `XDG folders are taken`() throws {
    let paths = try Paths(environment: [
      "HOME": "/home/jo", "XDG_CONFIG_HOME": "/c/", "XDG_CACHE_HOME": "/k",
      "XDG_STATE_HOME": "/s",
    ])
    #expect(paths.configuration == "/c/till/config.toml")
    #expect(paths.cache == "/k/till")
    #expect(paths.state == "/s/till")
    #expect(paths.stripeCLI == "/c/stripe/config.toml")
  }

  @Test(arguments: ["relative", "./c", "", "~/c"])
  func `XDG folders that are not absolute are ignored`(folder: String) throws {
    let paths = try Paths(environment: ["HOME": "/home/jo", "XDG_CONFIG_HOME": folder])
    #expect(paths.configuration == "/home/jo/.config/till/config.toml")
  }

  @Test func `The variables of till go before XDG's`() throws {
    let paths = try Paths(environment: [
      "HOME": "/home/jo", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k",
      "TILL_CONFIG": "mine.toml", "TILL_CACHE_DIR": "/elsewhere",
    ])
    #expect(paths.configuration == "mine.toml")
    #expect(paths.cache == "/elsewhere")
    #expect(paths.stripeCLI == "/c/stripe/config.toml")
  }

  @Test(arguments: [nil, "", "relative"])
  func `A missing HOME is replaced by the user database`(home: String?) throws {
    var environment: [String: String] = [:]
    environment["HOME"] = home
    #expect(try Paths(environment: environment, home: "/root").cache == "/root/.cache/till")
    #expect(try Paths(environment: environment, home: "/").cache == "/.cache/till")
  }

  @Test func `Without any home folder the error names what to set`() throws {
    let error = #expect(throws: PathsError.self) { try Paths(environment: [:]) }
    #expect(error?.sentence.contains("XDG_CONFIG_HOME") == true)
  }

  @Test func `No home folder is needed when every folder is named`() throws {
    let paths = try Paths(environment: [
      "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k", "XDG_STATE_HOME": "/s",
    ])
    #expect(paths.configuration == "/c/till/config.toml")
  }
}
