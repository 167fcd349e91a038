import Screen
import Support
import Testing
import Widgets

@Suite("A question that one key confirms")
struct QuestionTests {
  private func asking(lock: String? = nil) -> Question {
    var confirmation = Question(
      "Expire", key: "X", refusal: "Keep", lock: lock.map { Question.Lock($0) })
    confirmation.settle(isSeen: true, at: 0)
    return confirmation
  }

  @Test func `the confirming key is deaf for a moment after it could first be pressed`() {
    var confirmation = asking()
    #expect(confirmation.take(.character("X"), at: 249, isWhole: true) == .tooEarly)
    #expect(confirmation.take(.character("X"), at: 250, isWhole: true) == .confirmed)
  }

  @Test func `a key of the batch that opened it never confirms`() {
    var confirmation = Question("Expire", key: "X")
    #expect(confirmation.take(.character("X"), at: 9999, isWhole: true) == .tooEarly)
  }

  @Test func `what is waited for comes late: the moment counts from then on`() {
    var confirmation = Question("Expire", key: "X", stage: .waiting("reading…"))
    confirmation.settle(isSeen: true, at: 0)
    #expect(confirmation.take(.character("X"), at: 5000, isWhole: true) == .taken)
    confirmation.stage = .asking
    confirmation.settle(isSeen: true, at: 5000)
    #expect(confirmation.take(.character("X"), at: 5010, isWhole: true) == .tooEarly)
    #expect(confirmation.take(.character("X"), at: 5250, isWhole: true) == .confirmed)
  }

  @Test func `what lies over it takes the moment back`() {
    var confirmation = asking()
    confirmation.settle(isSeen: false, at: 300)
    confirmation.settle(isSeen: true, at: 400)
    #expect(confirmation.take(.character("X"), at: 410, isWhole: true) == .tooEarly)
  }

  @Test(
    arguments: [Key.escape, .enter, .character("n"), .character("q"), .control("c")])
  func `every key that refuses works at once, in every stage`(key: Key) {
    for stage in [Question.Stage.waiting(""), .asking, .acting("")] {
      var confirmation = Question("Expire", key: "X", stage: stage)
      #expect(confirmation.take(key, at: 0, isWhole: true) == .refused)
    }
  }

  @Test func `what is not drawn whole takes Esc alone`() {
    var confirmation = asking()
    for key in [Key.character("X"), .enter, .character("q"), .control("c"), .down] {
      #expect(confirmation.take(key, at: 1000, isWhole: false) == .taken)
    }
    #expect(confirmation.take(.escape, at: 1000, isWhole: false) == .refused)
  }

  @Test func `a lock is typed by hand, and its letters do not refuse`() {
    var confirmation = asking(lock: "nq1X")
    for letter in "nq1" {
      #expect(confirmation.take(.character(letter), at: 1000, isWhole: true) == .taken)
    }
    #expect(confirmation.take(.paste("X"), at: 1000, isWhole: true) == .taken)
    #expect(!confirmation.isUnlocked)
    #expect(confirmation.take(.character("X"), at: 1000, isWhole: true) == .taken)
    #expect(confirmation.isUnlocked)
    #expect(confirmation.take(.character("X"), at: 1000, isWhole: true) == .tooEarly)
    confirmation.settle(isSeen: true, at: 1000)
    #expect(confirmation.take(.character("X"), at: 1250, isWhole: true) == .confirmed)
  }

  @Test func `q refuses where the lock does not begin with it, and a number takes digits alone`() {
    var confirmation = asking(lock: "12")
    #expect(confirmation.take(.character("q"), at: 1000, isWhole: true) == .refused)
    #expect(confirmation.take(.character("j"), at: 1000, isWhole: true) == nil)
    #expect(confirmation.take(.character("1"), at: 1000, isWhole: true) == .taken)
    #expect(confirmation.take(.backspace, at: 1000, isWhole: true) == .taken)
    #expect(confirmation.lock?.typed.isEmpty == true)
  }

  @Test func `locked, waiting, ready`() {
    var surface = Surface(size: Size(width: 46, height: 8))
    var locked = asking(lock: "S22u")
    _ = locked.take(.character("S"), at: 1000, isWhole: true)
    let waiting = Question("Expire", key: "X", stage: .waiting("reading it again…"))
    for (y, confirmation) in [locked, waiting, asking()].enumerated() {
      surface.within(Rect(x: 0, y: 3 * y, width: 46, height: 2)) { confirmation.draw(on: &$0) }
    }
    expectSnapshot(of: surface, named: "confirmation")
  }
}
