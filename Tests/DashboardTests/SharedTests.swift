import Dashboard
import Testing

@Suite("Values that copies share")
struct SharedTests {
  private struct Part: Equatable {
    @Shared var numbers = [1]
  }

  @Test func `a copy keeps its value when the other one changes`() {
    var changed = Part()
    let kept = changed
    #expect(changed == kept)
    changed.numbers.append(2)
    #expect(changed.numbers == [1, 2] && kept.numbers == [1] && changed != kept)
    changed.numbers = [1]
    #expect(changed == kept)
  }
}
