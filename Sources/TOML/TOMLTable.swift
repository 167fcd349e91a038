/// A table while its document is being read. Whether TOML lets it be extended later depends on how
/// it was created.
/// Source: https://toml.io/en/v1.0.0#table
final class TOMLTable {
  enum Origin {
    /// Only named so far, by the header of a table inside it.
    case implied
    /// By its own header.
    case header
    /// By a dotted name: `a.b = 1` makes `a`.
    case dotted
    /// `{ … }`, which is complete.
    case inline
  }

  private enum Member {
    case value(TOMLNode)
    case table(TOMLTable)
    /// An array of tables; a name refers to the last one.
    case tables([TOMLTable])
  }

  private var origin: Origin
  private let position: TextPosition
  private var members: [String: Member] = [:]
  /// In the order in which they first appear.
  private var names: [Located<String>] = []

  init(_ origin: Origin, at position: TextPosition) {
    self.origin = origin
    self.position = position
  }

  /// The table that a header passes through on the way to its last name.
  func above(_ name: Located<String>) throws(TOMLFailure) -> TOMLTable {
    switch members[name.value] {
    case nil: return add(.implied, name)
    case .table(let table) where table.origin != .inline: return table
    case .tables(let tables): return tables.last ?? self
    default: throw .defined(name)
    }
  }

  /// The table that a header opens.
  func open(_ name: Located<String>) throws(TOMLFailure) -> TOMLTable {
    switch members[name.value] {
    case nil: return add(.header, name)
    case .table(let table) where table.origin == .implied:
      table.origin = .header
      return table
    default: throw .defined(name)
    }
  }

  /// A new element of an array of tables.
  func append(_ name: Located<String>) throws(TOMLFailure) -> TOMLTable {
    let table = TOMLTable(.header, at: name.position)
    switch members[name.value] {
    case nil:
      names.append(name)
      members[name.value] = .tables([table])
    case .tables(let tables): members[name.value] = .tables(tables + [table])
    default: throw .defined(name)
    }
    return table
  }

  /// The table that a dotted name passes through.
  func dotted(_ name: Located<String>) throws(TOMLFailure) -> TOMLTable {
    switch members[name.value] {
    case nil: return add(.dotted, name)
    case .table(let table) where table.origin == .dotted: return table
    default: throw .defined(name)
    }
  }

  func set(_ name: Located<String>, _ value: TOMLNode) throws(TOMLFailure) {
    guard members[name.value] == nil else { throw .defined(name) }
    names.append(name)
    members[name.value] = .value(value)
  }

  private func add(_ origin: Origin, _ name: Located<String>) -> TOMLTable {
    let table = TOMLTable(origin, at: name.position)
    names.append(name)
    members[name.value] = .table(table)
    return table
  }

  /// The table as a value.
  var node: TOMLNode {
    let entries = names.compactMap { name in
      members[name.value].map { member in
        let node =
          switch member {
          case .value(let node): node
          case .table(let table): table.node
          case .tables(let tables):
            TOMLNode(value: .array(tables.map(\.node)), position: name.position)
          }
        return TOMLNode.Entry(name: name, node: node)
      }
    }
    return TOMLNode(value: .table(entries), position: position)
  }
}

extension TOMLFailure {
  fileprivate static func defined(_ name: Located<String>) -> TOMLFailure {
    TOMLFailure(message: "this name is already defined further up", position: name.position)
  }
}
