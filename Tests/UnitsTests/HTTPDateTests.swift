import Testing
import Units

@Suite struct HTTPDateTests {
  @Test func `a date of HTTP is a moment`() {
    #expect(Moment(httpDate: "Thu, 26 Nov 2026 16:46:50 GMT")?.utcText == "2026-11-26 16:46:50 UTC")
    #expect(Moment(httpDate: "Thu, 01 Jan 1970 00:00:00 GMT") == Moment(0))
  }

  @Test(arguments: [
    "", "yesterday", "Thu, 26 Nov 2026 16:46:50 CET", "Thu, 31 Nov 2026 16:46:50 GMT",
    "Thu, 26 Nov 2026 24:46:50 GMT", "Thu, 26 Nov 2026 16:46 GMT",
    "Thursday, 26-Nov-26 16:46:50 GMT",
    "Thu, -1 Nov 2026 16:46:50 GMT",
  ])
  func `what is no date is none`(text: String) { #expect(Moment(httpDate: text) == nil) }
}
