import Screen
import Widgets

extension Surface {
  /// Says TEST or LIVE in words above the question whether to send a request.
  mutating func drawDestination(isLive: Bool, above question: Question) {
    let y = bounds.without(bottom: question.leastSize.height + 1).maxY
    let word =
      isLive
      ? Segment(" LIVE ", Style(.headerLive, .bold)) : Segment(" TEST ", Style(.headerTest, .bold))
    write([word, Segment(" this is what is sent", Style(.secondary))], x: 0, y: y)
  }
}
