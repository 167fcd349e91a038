package import JSON

/// Requests to play at the start, in the format of the Stripe CLI's fixtures.
///
/// `{"fixtures": [{"name": "tea", "path": "/v1/products", "method": "post", "params": {…}}]}`; in
/// paths and parameters, `${tea:id}` is replaced by the value in an earlier answer.
/// Source: https://docs.stripe.com/stripe-cli/fixtures
package struct SeedFile: Sendable {
  struct Fixture: Sendable {
    var name: String
    var method: String
    var path: String
    var parameters: [(name: String, value: String)]
  }

  let fixtures: [Fixture]

  /// - Throws: `SandboxError` that says what is wrong, and in which fixture.
  package init(_ json: JSON) throws(SandboxError) {
    guard let list = json["fixtures"], list.kind == .array else {
      throw SandboxError(cause: "the seed file has no list “fixtures”")
    }
    var fixtures: [Fixture] = []
    for (index, entry) in list.elements.enumerated() {
      guard let path = entry["path"]?.string, path.hasPrefix("/v1/") else {
        throw SandboxError(
          cause: "the seed file: fixture \(index + 1) has no “path” that begins with /v1/")
      }
      let method = (entry["method"]?.string ?? "post").uppercased()
      guard ["GET", "POST", "DELETE"].contains(method) else {
        throw SandboxError(cause: "the seed file: fixture \(index + 1) has no known “method”")
      }
      var parameters: [(name: String, value: String)] = []
      Self.flatten(entry["params"], "", into: &parameters)
      fixtures.append(
        Fixture(
          name: entry["name"]?.string ?? "", method: method, path: path, parameters: parameters))
    }
    self.fixtures = fixtures
  }

  /// Tells one file from another by its requests, wherever it is stored and however it is formatted.
  var identity: String {
    var bytes: [UInt8] = []
    for fixture in fixtures {
      let parameters = fixture.parameters.flatMap { [$0.name, $0.value] }
      // Bytes that are in no text end each part.
      for part in [fixture.name, fixture.method, fixture.path] + parameters {
        bytes += Array(part.utf8) + [0xFF]
      }
      bytes.append(0xFE)
    }
    let hash = bytes.reduce(UInt64(0)) { Dice.mix($0 ^ UInt64($1)) }
    return "\(fixtures.count) requests (\(String(hash, radix: 16)))"
  }

  /// `{"a": {"b": [1]}}` as `a[b][0]=1`.
  private static func flatten(
    _ json: JSON?, _ path: String, into parameters: inout [(name: String, value: String)]
  ) {
    guard let json else { return }
    switch json.kind {
    case .object:
      for member in json.members {
        flatten(
          member.value, path.isEmpty ? member.name : "\(path)[\(member.name)]", into: &parameters)
      }
    case .array:
      for (index, element) in json.elements.enumerated() {
        flatten(element, "\(path)[\(index)]", into: &parameters)
      }
    case .null: break
    default: parameters.append((path, json.string ?? json.source))
    }
  }
}

extension SandboxStore {
  /// Plays a seed file.
  ///
  /// - Throws: `SandboxError` when a request is refused, with the reason.
  mutating func play(_ seed: SeedFile, at now: Double) throws(SandboxError) {
    var answers: [String: JSON] = [:]
    for (index, fixture) in seed.fixtures.enumerated() {
      let body = fixture.parameters.map { name, value in
        "\(FormBody.escaped(name))=\(FormBody.escaped(Self.filled(value, from: answers)))"
      }.joined(separator: "&")
      let request = SandboxRequest(
        method: fixture.method, path: Self.filled(fixture.path, from: answers),
        query: fixture.method == "GET" ? body : "", body: fixture.method == "GET" ? "" : body)
      let response = respond(to: request, at: now, isReplay: true)
      let answer = try? JSON(parsing: response.body)
      guard response.status == 200 || response.status == 402 else {
        let reason = answer?["error"]?["message"]?.string ?? "status \(response.status)"
        throw SandboxError(
          cause: "the seed file: fixture \(index + 1) (\(fixture.name)) is refused: \(reason)")
      }
      if let answer, !fixture.name.isEmpty { answers[fixture.name] = answer }
    }
  }

  /// Replaces `${name:path}` by the value in an earlier answer; `${name:path|else}` has a default.
  private static func filled(_ text: String, from answers: [String: JSON]) -> String {
    var filled = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      filled += rest[..<start.lowerBound]
      let inner = rest[start.upperBound..<end]
      let halves = inner.split(separator: "|", maxSplits: 1)
      let parts = (halves.first ?? "").split(separator: ":", maxSplits: 1)
      var value = parts.first.flatMap { answers[String($0)] }
      for name in (parts.count == 2 ? parts[1] : "").split(separator: ".") {
        value = value?[String(name)]
      }
      filled +=
        value.map { $0.string ?? $0.source } ?? halves.dropFirst().first.map(String.init) ?? ""
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }
}

extension FormBody {
  static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "-_.[]".utf8.contains(byte)
      if isPlain {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
