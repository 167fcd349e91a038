import ArgumentParser
import Testing

@testable import CommandLine

struct GlobalOptionsTests {
  @Test func `without arguments every option has the value that the parser gives it`() throws {
    let (none, parsed) = (GlobalOptions.none, try GlobalOptions.parse([]))
    let pairs = zip(Mirror(reflecting: none).children, Mirror(reflecting: parsed).children)
    for (mine, theirs) in pairs {
      let label = mine.label ?? ""
      #expect(label == theirs.label)
      // One that was forgotten holds its definition, and reading it would end the program.
      #expect(try value(of: mine.value) == value(of: theirs.value), "\(label)")
    }
    #expect(none.readOnly == parsed.readOnly && none.profile == parsed.profile)
  }

  /// What a property wrapper of the parser holds.
  private func value(of wrapper: Any) throws -> String {
    let state = try #require(Mirror(reflecting: wrapper).children.first?.value)
    let held = try #require(Mirror(reflecting: state).children.first)
    try #require(held.label == "value")
    return String(describing: held.value)
  }
}
