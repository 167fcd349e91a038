import Testing

@testable import QRCodes

struct QRCodeTests {
  @Test func `a code has the three finders in its corners`() throws {
    let code = try QRCode("https://checkout.stripe.com/c/pay/cs_test_a1")
    #expect(code.width >= 21 && (code.width - 17) % 4 == 0)
    #expect(code.modules.count == code.width * code.width)
    func isFinder(_ left: Int, _ top: Int) -> Bool {
      (0..<7).allSatisfy { y in
        (0..<7).allSatisfy { x in
          let ring = max(abs(x - 3), abs(y - 3))
          return code.modules[(top + y) * code.width + left + x] == (ring != 2)
        }
      }
    }
    let end = code.width - 7
    #expect(isFinder(0, 0) && isFinder(end, 0) && isFinder(0, end) && !isFinder(end, end))
  }

  @Test func `the code is the smallest that holds the text`() throws {
    #expect(try QRCode("a").width == 21)
    // Version 10, with 57 modules, holds at most 271 bytes at the lowest error correction.
    #expect(try QRCode(String(repeating: "a", count: 271)).width == 57)
    #expect(try QRCode(String(repeating: "a", count: 272)).width == 61)
  }

  @Test func `what no code can hold is an error`() {
    #expect(throws: QRCode.Failure.tooLong) { try QRCode(String(repeating: "a", count: 3000)) }
    #expect(throws: QRCode.Failure.tooLong) { try QRCode("") }
  }
}
