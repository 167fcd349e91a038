import Checkout
import Testing

@testable import Settings

struct WriteAccessTests {
  private static let live = "sk_live_till_write_00001"
  private static let test = "sk_test_till_write_00001"

  @Test(
    arguments: [
      (test, "", false, false, nil),
      (test, "", true, false, "--read-only was given"),
      (test, "", true, true, "--read-only was given"),
      (test, "read_only = true", false, true, "the profile says so"),
      (live, "", false, false, "this is a live key"),
      (live, "", false, true, nil),
      (live, "allow_live_writes = true", false, false, nil),
      (live, "allow_live_writes = true", true, false, "--read-only was given"),
      (live, "allow_live_writes = true\nread_only = true", false, true, "the profile says so"),
    ] as [(String, String, Bool, Bool, String?)])
  func `Read-only always wins, and is the default with a live key`(
    key: String, options: String, readOnly: Bool, allowLiveWrites: Bool, reason: String?
  ) async throws {
    let text = "[profiles.a]\napi_key = \"\(key)\"\n" + options
    let finder = KeyFinder(
      environment: [:], configuration: Configuration.parse(Array(text.utf8), file: "c").0,
      configurationPath: "c", stripeCLI: StripeCLIProfiles(parsing: [], path: "s", now: 0)
    ) { _ async throws(KeyCommandError) in throw .silent(program: "") }
    let access = WriteAccess(
      for: try await finder.find(), readOnly: readOnly, allowLiveWrites: allowLiveWrites)
    switch access {
    case .allowed: #expect(reason == nil)
    case .readOnly(let sentence): #expect(sentence.contains(reason ?? "-"), "\(sentence)")
    }
  }

  @Test func `A profile's permission is not lent to the environment's key`() async throws {
    let text = "[profiles.a]\napi_key = \"\(Self.test)\"\nallow_live_writes = true"
    let finder = KeyFinder(
      environment: [KeyFinder.variable: Self.live],
      configuration: Configuration.parse(Array(text.utf8), file: "c").0, configurationPath: "c",
      stripeCLI: StripeCLIProfiles(parsing: [], path: "s", now: 0)
    ) { _ async throws(KeyCommandError) in throw .silent(program: "") }
    let found = try await finder.find()
    #expect(WriteAccess(for: found, readOnly: false, allowLiveWrites: false).isReadOnly)
  }
}
