import FoundationEssentials
import Testing

@testable import Signatures

@Suite("Signatures")
struct SignatureTests {
  /// Test cases 1, 2 and 6. Source: https://www.rfc-editor.org/rfc/rfc4231#section-4
  @Test(arguments: [
    (
      key: [UInt8](repeating: 0x0B, count: 20), message: "Hi There",
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      key: Array("Jefe".utf8), message: "what do ya want for nothing?",
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      key: [UInt8](repeating: 0xAA, count: 131),
      message: "Test Using Larger Than Block-Size Key - Hash Key First",
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `a keyed hash is the one that the standard gives`(
    key: [UInt8], message: String, code: String
  ) throws {
    let hash = try HMAC.sha256(Array(message.utf8), key: key)
    #expect(
      hash.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined() == code)
  }

  @Test func `an empty message and an empty key have a hash`() throws {
    #expect(try HMAC.sha256([], key: []).count == 32)
  }

  @Test(arguments: [
    "", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n",
  ])
  func `what is no private key is said to be none`(pem: String) {
    #expect(throws: SigningError.unreadableKey) {
      try RSA.sha256Signature(of: [1], key: Array(pem.utf8))
    }
  }
}
