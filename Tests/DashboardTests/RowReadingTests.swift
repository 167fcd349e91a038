import Checkout
import Query
import Testing

@testable import Dashboard

@Suite("Reading the rows of the list")
struct RowReadingTests {
  private let ahead = RowAnchor.after(position: 7)

  @Test func `one question is open at a time, and a change meanwhile asks again`() {
    var reading = RowReading()
    #expect(reading.ask(changed: .top, ahead: ahead) == .top)
    #expect(reading.ask(changed: .top, ahead: ahead) == nil)
    reading.noteChange()
    #expect(reading.ask(changed: .top, ahead: ahead) == nil)
    _ = reading.take(.top)
    #expect(reading.phase == .due)
    #expect(reading.ask(changed: .top, ahead: nil) == .top)
    _ = reading.take(.top)
    #expect(reading.phase == .read)
    #expect(reading.ask(changed: .top, ahead: ahead) == ahead)
  }

  @Test func `rows are awaited until the first answer, and until a wish is granted`() {
    var reading = RowReading()
    #expect(reading.awaitsRows)
    #expect(reading.take(.top).isFirst)
    #expect(!reading.awaitsRows)
    reading.wish(.end(.bottom))
    #expect(reading.awaitsRows)
    #expect(reading.takeWish(at: .top) == nil)
    #expect(reading.takeWish(at: .bottom) == .end(.bottom))
    #expect(!reading.awaitsRows)
  }

  @Test func `a failure ends the waiting, and is asked about again when something has changed`() {
    var reading = RowReading()
    _ = reading.ask(changed: .top, ahead: nil)
    reading.fail(Problem("no"))
    #expect(reading.problem == Problem("no") && !reading.awaitsRows)
    #expect(reading.ask(changed: .top, ahead: ahead) == nil)
    reading.wish(.further(3))
    #expect(!reading.awaitsRows, "nobody could grant it")
    reading.noteChange()
    #expect(reading.ask(changed: .top, ahead: nil) == .top)
  }

  @Test func `a failure of an outdated question is no answer to the new one`() {
    var reading = RowReading()
    _ = reading.ask(changed: .top, ahead: nil)
    reading.noteChange()
    reading.fail(Problem("no"))
    #expect(reading.phase == .due)
  }

  @Test func `only the first answer after another order puts the cursor at the top`() {
    var reading = RowReading()
    reading.begin(atTop: true)
    #expect(reading.take(.top).startsAtTop)
    #expect(!reading.take(.top).startsAtTop)
  }

  @Test func `what was read is still there when earlier answers are dropped`() {
    var reading = RowReading()
    _ = reading.take(.top)
    _ = reading.ask(changed: .top, ahead: nil)
    reading.resume()
    #expect(reading.isAnswered && reading.phase == .due)
  }
}
