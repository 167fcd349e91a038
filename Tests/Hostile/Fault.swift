import Support
import Testing

/// One thing that a server can do wrong, from the connection to the content of an answer.
enum Fault: String, CaseIterable, Sendable, CustomTestStringConvertible {
  // The connection.
  case closes, resets, resetsInBody, endsInBody, endsInHead
  // HTTP.
  case noise, emptyAnswer, wrongLength, brokenChunks, endlessHead, strangeStatus, redirect
  case brokenGzip, bomb
  // The body.
  case html, notUTF8, null, array, deep, hugeNumber, duplicateNames, otherObject
  case wrongTypes, wrongTypesInside, nothingInside, tooLong
  // The content.
  case samePage, circle, endlessSecond, foreignIDs, controlCharacters, echoesKey
  case refuses, refusesRaw, locked, failing

  var testDescription: String { rawValue }

  /// Whether the client tries again after this answer, so that a command takes several seconds.
  var isRetried: Bool {
    switch self {
    case .closes, .resets, .resetsInBody, .endsInBody, .endsInHead, .locked, .failing,
      .emptyAnswer:
      true
    default: false
    }
  }

  /// What the server does with a request. `bomb` is a small gzip of something huge.
  func steps(_ request: LoopbackServer.Received, bomb: [UInt8]) -> [LoopbackServer.Step] {
    switch self {
    case .closes: [.close]
    case .resets: [.reset]
    case .resetsInBody: [.send("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{\"da"), .reset]
    case .endsInBody: [.send("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{\"da"), .close]
    case .endsInHead: [.send("HTTP/1.1 200 OK\r\nContent-Ty"), .close]
    case .noise: [.send((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }), .close]
    case .emptyAnswer: [.send(answer("")), .keepAlive]
    case .wrongLength:
      [.send("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"), .close]
    case .brokenChunks:
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"), .close]
    case .endlessHead:
      [.send("HTTP/1.1 200 OK\r\n" + String(repeating: "X-A: b\r\n", count: 60_000)), .close]
    case .strangeStatus: [.send(answer("{}", status: "799 \u{1B}[31mOwned")), .keepAlive]
    case .redirect:
      [
        .send(
          answer("", status: "302 Found", headers: ["Location: http://127.0.0.1:1/v1/stolen"])),
        .keepAlive,
      ]
    case .brokenGzip: [.send(answer("not gzip", headers: ["Content-Encoding: gzip"])), .keepAlive]
    case .bomb:
      [
        .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"),
        .send(bomb), .keepAlive,
      ]
    default: [.send(answer(body(request), status: status, headers: headers)), .keepAlive]
    }
  }

  private var status: String {
    switch self {
    case .refuses, .refusesRaw, .echoesKey: "400 Bad Request"
    case .locked: "429 Too Many Requests"
    case .failing: "500 Internal Server Error"
    default: "200 OK"
    }
  }

  private var headers: [String] {
    switch self {
    case .html: ["Content-Type: text/\u{1B}[31mhtml"]
    case .failing, .locked: ["Stripe-Should-Retry: true", "Retry-After: 0"]
    default: ["Content-Type: application/json", "Request-Id: req_\u{1B}[31m"]
    }
  }

  private func body(_ request: LoopbackServer.Received) -> String {
    switch self {
    case .html: "<html><title>\u{1B}]0;owned\u{07}Down</title></html>"
    case .notUTF8: "{\"object\": \"list\", \"data\": [\"\u{FFFD}\"]"
    case .null: "null"
    case .array: "[[], {}, 1]"
    case .deep: String(repeating: "[", count: 200_000)
    case .hugeNumber: "{\"object\": \"list\", \"data\": \(String(repeating: "9", count: 50_000))}"
    case .duplicateNames: "{\"object\": \"list\", \"object\": 4, \"data\": [], \"data\": {}}"
    case .otherObject: "{\"object\": \"customer\", \"id\": \"cus_1\"}"
    case .wrongTypes: "{\"object\": 1, \"data\": \"x\", \"has_more\": [], \"id\": {}}"
    case .wrongTypesInside: page(Self.wrongSession)
    case .nothingInside: page("{}")
    case .tooLong: page(Self.session("cs_test_1", text: String(repeating: "long ", count: 200_000)))
    case .samePage: page(Self.session("cs_test_1"), hasMore: true)
    case .circle:
      page(
        Self.session(request.line.contains("cs_test_1") ? "cs_test_2" : "cs_test_1"), hasMore: true)
    case .endlessSecond:
      page(Self.session("cs_test_\(UInt.random(in: 0 ... .max))"), hasMore: true)
    case .foreignIDs: page(Self.session("../../etc/passwd"))
    case .controlCharacters: page(Self.session("cs_test_1", text: Self.orders))
    case .echoesKey:
      "{\"error\": {\"message\": \"\(request.header("authorization") ?? "")\", \"type\": \"x\"}}"
    case .refuses: "{\"error\": {\"message\": \"\(Self.orders)\", \"code\": \"\(Self.orders)\"}}"
    case .refusesRaw: "\u{1B}]0;owned\u{07}\u{1B}[2J"
    case .locked: "{\"error\": {\"code\": \"lock_timeout\", \"message\": \"locked\"}}"
    case .failing: "{\"error\": {\"message\": \"down\"}}"
    default: ""
    }
  }

  /// A list if a list was requested, and the object itself if one was.
  private func page(_ session: String, hasMore: Bool = false) -> String {
    "{\"object\": \"list\", \"url\": \"/v1/checkout/sessions\", \"has_more\": \(hasMore), "
      + "\"data\": [\(session)]}"
  }

  /// Sequences that a terminal obeys, escaped for JSON.
  private static let orders = "no\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e\\u0000"

  private static func session(_ id: String, text: String = "Ada") -> String {
    """
    {"id": "\(id)", "object": "checkout.session", "created": 1790000000, "livemode": false,
     "status": "open", "mode": "payment", "payment_status": "unpaid", "currency": "eur",
     "amount_total": 4200, "customer_details": {"name": "\(text)", "email": "a@b.example"},
     "metadata": {"\(text)": "\(text)"}, "url": "javascript:alert(1)"}
    """
  }

  private static let wrongSession = """
    {"id": 4, "object": ["checkout.session"], "created": "soon", "livemode": null,
     "status": {"open": true}, "amount_total": 1e400, "currency": 978, "customer_details": [],
     "metadata": "none", "expires_at": -9223372036854775809, "line_items": 7, "url": {}}
    """
}
