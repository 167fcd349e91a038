import Screen
import Units
import Widgets

extension DetailPage {
  /// What decides into how many lines the verdict breaks, besides what the page shows.
  struct CardMeasure: Equatable {
    let width: Int
    /// The sentence contains ages.
    let minute: Int
    let zone: ZoneRule
    let spelling: [Unicode.Scalar: String]
  }

  /// The lines of a verdict. With the least, the fields of most sessions begin on the same line; the
  /// most is for words from outside that do not end.
  static let verdictRoom = 2...6

  /// The card: a line for status and amount, the verdict, one line of the story. They scroll with
  /// the fields.
  package var cardLines: Int { 2 + verdictLines }

  /// Where the page is scrolled to, with the least card. It may have another height when the user
  /// comes back.
  var place: Scroll {
    var page = self
    page.setVerdictLines(Self.verdictRoom.lowerBound)
    return page.scroll
  }

  /// Makes room for a verdict of `count` lines.
  mutating func makeRoom(forVerdict count: Int, _ measure: CardMeasure) {
    self.measure = measure
    setVerdictLines(min(max(count, Self.verdictRoom.lowerBound), Self.verdictRoom.upperBound))
  }

  /// The cursor stays on its field.
  private mutating func setVerdictLines(_ count: Int) {
    let (old, shift) = (cardLines, count - verdictLines)
    guard shift != 0 else { return }
    verdictLines = count
    guard !showsJSON else { return }
    scroll.cursor = scroll.cursor < old ? min(scroll.cursor, cardLines - 1) : scroll.cursor + shift
    if scroll.top > 0 { scroll.top = max(0, scroll.top + shift) }
  }

  /// Gives the card of the shown page the lines that its verdict needs. The sentence is made and
  /// wrapped only if it may have changed.
  static func settleCard(_ state: inout State) {
    let width = state.layout.content(of: .detail).inset(dx: 1, dy: 0).width
    let measure = CardMeasure(
      width: width, minute: state.clock.unix / 60, zone: state.shownZone, spelling: state.spelling)
    guard width > 0, state.shownPage.measure != measure, let verdict = CardVerdict(state) else {
      return
    }
    state.shownPage.makeRoom(forVerdict: verdict.lines(width: width).count, measure)
  }
}
