import Settings
import Stripe
import Testing
import TOML

@testable import CommandLine

struct APIBaseChoiceTests {
  private static var profile: Profile {
    var profile = Profile(name: "a")
    profile.apiBase = Located(
      "https://profile.example", at: TextPosition(line: 1, column: 1))
    return profile
  }

  @Test func `The flag goes before the variable, the variable before the profile`() throws {
    let environment = ["TILL_API_BASE": "https://variable.example"]
    let profile = Self.profile
    let flagged = try APIBase.chosen(
      flag: "http://127.0.0.1:1", environment: environment, profile: profile)
    #expect(flagged.url == "http://127.0.0.1:1")
    #expect(
      try APIBase.chosen(flag: nil, environment: environment, profile: profile).url
        == "https://variable.example")
    #expect(
      try APIBase.chosen(flag: nil, environment: ["TILL_API_BASE": ""], profile: profile).url
        == "https://profile.example")
    #expect(try APIBase.chosen(flag: nil, environment: [:], profile: nil) == .stripe)
  }

  @Test func `A refused address names who gave it`() {
    #expect(throws: APIBaseError(place: "--api-base")) {
      try APIBase.chosen(flag: "http://example.com", environment: [:], profile: nil)
    }
    #expect(throws: APIBaseError(place: "TILL_API_BASE")) {
      try APIBase.chosen(
        flag: nil, environment: ["TILL_API_BASE": "ftp://127.0.0.1"], profile: nil)
    }
  }
}
