import Testing
import Widgets

@Suite struct ScrollTests {
  @Test func `a step past the edge drags the view along by half of its height`() {
    var scroll = Scroll()
    scroll.move(by: 9, of: 30, height: 10)
    #expect(scroll.top == 0)
    scroll.move(by: 1, of: 30, height: 10)
    #expect(scroll.cursor == 10)
    #expect(scroll.top == 5)
  }

  @Test func `a wish past the end says by how many rows`() {
    var scroll = Scroll()
    #expect(scroll.move(by: 12, of: 10, height: 4) == 3)
    #expect(scroll.cursor == 9)
    #expect(scroll.move(by: -20, of: 10, height: 4) == -11)
    #expect(scroll.cursor == 0)
  }
}
