/// Reads requests from the bytes of one connection: HTTP/1.1, with a limit on every part.
///
/// A state machine without a socket: bytes in, requests out. It looks at each byte once, however
/// the bytes arrive, so an endless line costs no more than its bytes.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112
struct RequestReader {
  enum Step: Sendable {
    /// Nothing is complete yet.
    case needsBytes
    /// The client waits for permission before it sends the body.
    case expectsContinue
    case request(SandboxRequest, keepsConnection: Bool)
    /// The input is too large or not a request. Unless the connection is kept, it is not known
    /// where the request ends.
    case refusal(SandboxResponse, keepsConnection: Bool)
  }

  private enum Part {
    case head
    case body(RequestHead, missing: Int)
    case chunkSize(RequestHead)
    /// `missing` includes the end of line after the chunk.
    case chunk(RequestHead, missing: Int)
    case trailer(RequestHead)
  }

  /// Bytes. A request line with all the filters of a list takes less than a kilobyte.
  static let largestHead = 64 << 10
  /// Bytes. Stripe's largest request, a hundred lines with metadata, takes a tenth of this.
  static let largestBody = 2 << 20
  /// Bytes of a refused body that are still read, so that the client gets the answer.
  private static let patience = 64 << 20

  private var part = Part.head
  private var bytes: [UInt8] = []
  /// Where the part that is being read begins, where its last line does, and how far it has been
  /// looked at.
  private var start = 0
  private var line = 0
  private var scanned = 0
  private var body: [UInt8] = []
  private var bodyLength = 0

  /// Whether part of a request has come, but not its end.
  var isWithinRequest: Bool {
    guard case .head = part else { return true }
    return start < bytes.count
  }

  mutating func append(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeSubrange(..<start)
      line -= start
      scanned -= start
      start = 0
    }
    bytes += more
  }

  mutating func next() -> Step {
    while true {
      switch part {
      case .head:
        guard let step = readHead() else { continue }
        return step
      case .body(let head, let missing):
        let left = missing - takeBody(missing, of: missing)
        guard left == 0 else {
          part = .body(head, missing: left)
          return .needsBytes
        }
        return finish(head)
      case .chunkSize(let head):
        guard let line = takeLine() else { return isTooLong ? .malformed : .needsBytes }
        guard let size = Self.chunkSize(line) else { return .malformed }
        part = size == 0 ? .trailer(head) : .chunk(head, missing: size + 2)
      case .chunk(let head, let missing):
        let left = missing - takeBody(missing, of: missing - 2)
        guard left == 0 else {
          part = .chunk(head, missing: left)
          return bodyLength > Self.patience ? .tooLarge(keepsConnection: false) : .needsBytes
        }
        part = .chunkSize(head)
      case .trailer(let head):
        guard let line = takeLine() else { return isTooLong ? .malformed : .needsBytes }
        if line.isEmpty { return finish(head) }
      }
    }
  }

  // MARK: Head

  /// - Returns: nil to go on with the next part.
  private mutating func readHead() -> Step? {
    while let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
      let isBlank = end == line || (end == line + 1 && bytes[line] == UInt8(ascii: "\r"))
      defer { (scanned, line) = (end + 1, end + 1) }
      guard isBlank else { continue }
      let text = bytes[start..<line]
      start = end + 1
      // An empty line before a request is allowed.
      guard !text.isEmpty else { return nil }
      return text.count > Self.largestHead ? .headTooLarge : begin(RequestHead(text))
    }
    scanned = bytes.count
    return isTooLong ? .headTooLarge : .needsBytes
  }

  private mutating func begin(_ head: RequestHead?) -> Step? {
    guard let head else { return .malformed }
    body = []
    bodyLength = 0
    switch head.framing {
    case .length(let length):
      guard length <= Self.patience else { return .tooLarge(keepsConnection: false) }
      part = .body(head, missing: length)
    case .chunks:
      part = .chunkSize(head)
    }
    return head.expectsContinue ? .expectsContinue : nil
  }

  private var isTooLong: Bool { bytes.count - start > Self.largestHead }

  private mutating func takeLine() -> ArraySlice<UInt8>? {
    guard let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
      scanned = bytes.count
      return nil
    }
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    move(to: end + 1)
    return line
  }

  private mutating func move(to position: Int) {
    (start, line, scanned) = (position, position, position)
  }

  /// The size before a chunk; extensions after it are ignored.
  private static func chunkSize(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
      (0...patience).contains(size)
    else { return nil }
    return size
  }

  // MARK: Body

  /// Takes what has come of `missing` bytes, the first `wanted` of which belong to the body.
  ///
  /// - Returns: how many were taken.
  private mutating func takeBody(_ missing: Int, of wanted: Int) -> Int {
    let taken = min(missing, bytes.count - start)
    let kept = max(min(taken, wanted), 0)
    bodyLength += kept
    if bodyLength <= Self.largestBody {
      body += bytes[start..<start + kept]
    } else {
      body = []
    }
    move(to: start + taken)
    return taken
  }

  private mutating func finish(_ head: RequestHead) -> Step {
    part = .head
    defer { body = [] }
    guard bodyLength <= Self.largestBody else {
      return .tooLarge(keepsConnection: head.keepsConnection)
    }
    return .request(
      SandboxRequest(
        method: head.method, path: head.path, query: head.query,
        body: String(decoding: body, as: UTF8.self), headers: head.headers),
      keepsConnection: head.keepsConnection)
  }
}

extension RequestReader.Step {
  fileprivate static var malformed: Self {
    .refusal(SandboxResponse(.malformed), keepsConnection: false)
  }

  fileprivate static var headTooLarge: Self {
    .refusal(SandboxResponse(.headTooLarge(RequestReader.largestHead)), keepsConnection: false)
  }

  fileprivate static func tooLarge(keepsConnection: Bool) -> Self {
    .refusal(
      SandboxResponse(.tooLarge(RequestReader.largestBody)), keepsConnection: keepsConnection)
  }
}
