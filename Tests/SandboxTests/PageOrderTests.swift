import JSON
import Testing

@testable import Sandbox

@Suite("Orders that change on the page and by updates")
struct PageOrderTests {
  // MARK: Cards

  @Test(arguments: [
    ("12/34", 2034), ("12 / 2034", 2034), ("1234", 2034), ("12/4034", nil), ("12/-1", nil),
    ("12/9000000000000000000", nil), ("12/99999999999999999999", nil), ("13/34", nil),
  ])
  func `a card expires in this century`(text: String, year: Int?) {
    #expect(PageForm.expiry(text)?.year == year)
  }
}
