/// Puts an answer together from the pieces that arrive, and stops at the limits.
struct AnswerCollector {
  private(set) var headers = HTTPHeaders()
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false

  /// Bytes of the body that the sink has taken.
  private(set) var bytesTaken = 0

  private let maximumBody: Int
  private let sink: BodySink?
  private var isSuccess = false
  private var headerBytes = 0
  /// For all answers together: a server can send interim ones without end.
  private static let maximumHeaders = 256 << 10

  /// `sink` takes the body of a successful answer; other bodies are kept in memory.
  init(maximumBody: Int, sink: BodySink? = nil) {
    self.maximumBody = maximumBody
    self.sink = sink
  }

  /// Takes one header line, or the status line that begins a new answer.
  ///
  /// - Returns: false when the transfer has to stop.
  mutating func addHeader(_ line: some Collection<UInt8>) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.maximumHeaders else {
      isTooLarge = true
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // After `100 Continue` or a proxy's own answer comes the real one.
      headers = HTTPHeaders()
      isSuccess = text.split(separator: " ").dropFirst().first == "200"
    } else if let colon = text.firstIndex(of: ":") {
      headers.append(
        Self.trim(text[..<colon]), Self.trim(text[text.index(after: colon)...]))
    }
    return true
  }

  /// Takes a piece of the body.
  ///
  /// - Returns: false when the transfer has to stop.
  mutating func addBody(_ piece: some Collection<UInt8>) -> Bool {
    guard piece.count <= maximumBody - body.count - bytesTaken else {
      isTooLarge = true
      return false
    }
    if isSuccess, let sink {
      bytesTaken += piece.count
      sink.take(Array(piece))
    } else {
      body.append(contentsOf: piece)
    }
    return true
  }

  private static func trim(_ text: Substring) -> String {
    var trimmed = text.drop(while: \.isWhitespace)
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return String(trimmed)
  }
}
