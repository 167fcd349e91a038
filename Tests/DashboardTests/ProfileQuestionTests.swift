import Dashboard
import Screen
import Support
import Testing

@Suite struct ProfileQuestionTests {
  private let size = Size(width: 80, height: 24)
  private let choices = [
    ProfileChoice(id: "acme", source: "profile “acme”, sk_test_…abcd", isLive: false),
    ProfileChoice(id: "shop", source: "profile “shop”, rk_live_…efgh", isLive: true),
    ProfileChoice(id: "old", source: "", isLive: nil, problem: "Its test key expired."),
  ]

  @Test func `a profile is chosen by Enter, and q leaves without one`() {
    var question = ProfileQuestion(choices)
    #expect(question.take(.down, on: size) == nil)
    #expect(question.take(.enter, on: size) == .chosen("shop"))
    #expect(question.take(.character("q"), on: size) == .left)
    #expect(question.take(.escape, on: size) == .left)
  }

  @Test func `one that cannot be used says why`() {
    var question = ProfileQuestion(choices)
    _ = question.take(.end, on: size)
    #expect(question.take(.enter, on: size) == nil)
    var surface = Surface(size: size)
    question.draw(on: &surface)
    #expect(surface.text.contains("old: Its test key expired."))
  }

  @Test func `the screen shows the profiles and how one is chosen`() {
    var surface = Surface(size: size)
    ProfileQuestion(choices).draw(on: &surface)
    let text = surface.text
    for part in ["Which profile?", "acme", "TEST", "shop", "LIVE", "↵ opens it", "decides"] {
      #expect(text.contains(part), "\(part)")
    }
  }
}

extension Surface {
  fileprivate var text: String {
    (0..<size.height).map { String(row($0).map(\.glyph)) }.joined(separator: "\n")
  }
}
