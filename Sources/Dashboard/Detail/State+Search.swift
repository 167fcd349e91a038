import Checkout
import Query
import Screen
import Widgets

/// Searching in the detail pane.
extension State {
  mutating func openSearch() -> [Effect] {
    overlays.append(.search(TextField(), origin: detail.scroll))
    return []
  }

  mutating func updateSearch(_ field: TextField, _ origin: Scroll, _ key: Key) -> [Effect] {
    var field = field
    switch key {
    case .enter where SecretKey.isIn(field.text):
      overlays.removeLast()
      message = .secretKey
    case .enter:
      overlays.removeLast()
      message = searchMessage
    case .escape, .control("c"):
      overlays.removeLast()
      detail.page.search = nil
      detail.scroll = origin
    default:
      guard field.take(key) else { return [] }
      overlays[overlays.count - 1] = .search(field, origin: origin)
      detail.page.search(for: SecretKey.isIn(field.text) ? "" : field.text)
      detail.scroll = origin
      detail.page.goToMatch(1, from: origin.cursor, including: true)
    }
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    return []
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

  private var searchMessage: Message? {
    guard let search = detail.search else { return nil }
    guard let number = search.number else {
      return Message("“\(search.pattern)” is not here", .warning)
    }
    return Message("“\(search.pattern)”: \(number) of \(search.count)")
  }
}
