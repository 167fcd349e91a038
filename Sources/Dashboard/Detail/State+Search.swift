import Checkout
import Screen
import Widgets

/// Searching in the detail pane.
extension State {
  mutating func openSearch() -> [Effect] {
    overlays.push(SearchPrompt(origin: detail.scroll))
    return []
  }

  /// Goes to the first match below where the search began.
  mutating func searchDetail(for text: String, from origin: Scroll) {
    detail.page.search(for: text)
    detail.scroll = origin
    detail.page.goToMatch(1, from: origin.cursor, including: true)
  }

  mutating func revealDetail() {
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
  }

  /// `n` and `N`.
  mutating func goToMatch(_ direction: Int) -> [Effect] {
    let wentRound = detail.page.goToMatch(direction, from: detail.scroll.cursor, including: false)
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    message = searchMessage
    if wentRound {
      message?.text += direction > 0 ? ", from the top again" : ", from the end again"
    }
    return []
  }

  var matchAvailability: Availability {
    guard let search = detail.search else { return .disabled("/ searches the pane first") }
    return search.count == 0 ? .disabled("“\(search.pattern)” is not here") : .enabled
  }

  var searchMessage: Message? {
    guard let search = detail.search else { return nil }
    guard let number = search.number else {
      return Message("“\(search.pattern)” is not here", .warning)
    }
    return Message("“\(search.pattern)”: \(number) of \(search.count)")
  }
}
