import FoundationEssentials
import JSON
import Sandbox
import Screen
import TOML

/// A file with the first requests to the sandbox: JSON, or TOML if its name ends in `.toml`.
enum SeedDocument {
  static func read(_ path: String) throws(Failure) -> SeedFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.usage, "--seed-file: \(path) cannot be read")
    }
    do {
      let bytes = Array(data)
      return try SeedFile(JSON(parsing: path.hasSuffix(".toml") ? json(of: bytes) : bytes))
    } catch let error as SandboxError {
      throw Failure(.usage, "--seed-file: \(path): \(error.description)")
    } catch let error as TOMLFailure {
      let place = error.position
      throw Failure(
        .usage,
        "--seed-file: \(path), line \(place.line), column \(place.column): \(error.message)")
    } catch {
      throw Failure(.usage, "--seed-file: \(path) is no JSON: \(String(describing: error))")
    }
  }

  /// A TOML document as JSON, so that the same rules read both.
  private static func json(of bytes: [UInt8]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(Member(node: TOMLNode(parsing: bytes))))
  }

  private struct Member: Encodable {
    let node: TOMLNode

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
      switch node.value {
      case .array(let elements):
        var list = encoder.unkeyedContainer()
        for element in elements { try list.encode(Member(node: element)) }
      case .table(let entries):
        var members = encoder.container(keyedBy: Name.self)
        for entry in entries {
          try members.encode(Member(node: entry.node), forKey: Name(stringValue: entry.name.value))
        }
      case .string(let text), .date(let text): try encode(text, to: encoder)
      case .integer(let number): try encode(number, to: encoder)
      case .number(let number): try encode(number, to: encoder)
      case .boolean(let flag): try encode(flag, to: encoder)
      }
    }

    private func encode(_ value: some Encodable, to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(value)
    }
  }
}
