import Checkout
import Glibc
import JSON
import Query
import TOML
@testable import Terminal
import Units

/// The loop of libFuzzer, which changes inputs according to the code that they reach.
/// Source: https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The build gives every program's `main` this name.
@_cdecl("till_fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments) { fuzzOneInput($0, $1) }
}

/// The name that libFuzzer's own `main` looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

/// The code that gets the input, chosen by TILL_FUZZ_TARGET. Nothing that parses bytes from outside
/// may trap, hang or give a wrong result.
enum FuzzTarget: String, CaseIterable {
  case json, query, lookup, toml, keys

  static let chosen: FuzzTarget = {
    let name = getenv("TILL_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      print("TILL_FUZZ_TARGET must be one of: \(allCases.map(\.rawValue).joined(separator: ", "))")
      exit(64)
    }
    return target
  }()

  func feed(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    switch self {
    case .json:
      guard let json = try? JSON(parsing: input) else { return }
      // Written and read again, the value must be the same.
      let again = try? JSON(parsing: Array(json.bytes))
      precondition(again == json)
      _ = JSONLines(json, maskingSecrets: true, masksPersonalData: true).text
    case .query:
      let query = try? RecordQuery(
        parsing: text, in: Session.fields, now: 1_794_657_600, zone: .utc)
      _ = query?.highlights(in: text)
      _ = SearchFolding.fold(text)
    case .lookup:
      _ = Lookup(text)
      let findings = Recogniser(prefixes: ["cs", "pi", "cus"]).read(
        text + " sk_test_51HuAbCdEfGhIjKlMnOpQr" + text)
      // No result contains a key, whatever is around it.
      let given = findings.ids.map(\.beginning) + findings.emails + findings.links + [findings.text]
      precondition(!given.contains { $0.contains("sk_test_51HuAbCdEfGhIjKlMnOpQr") })
    case .toml:
      _ = try? TOMLNode(parsing: input)
    case .keys:
      var decoder = KeyDecoder()
      var rest = Array(text.unicodeScalars)[...]
      // In pieces, as on a slow connection.
      while !rest.isEmpty {
        let piece = rest.prefix(Int(rest.count % 7) + 1)
        rest = rest.dropFirst(piece.count)
        var reader = piece.makeIterator()
        _ = decoder.decode(at: .now) { reader.next().map { .scalar($0) } }
      }
    }
  }
}
