/// Many paths into objects of one shape, all found in one pass.
///
/// Asking an object for each of forty members compares every name forty times; this does it once.
package struct JSONPaths: Sendable {
  private struct Node: Sendable {
    /// Members by the length of their names: the length alone tells most names apart.
    var named: [[(name: String, node: Int)]] = []
    /// Any member of an object, any element of an array.
    var any: Int?
    /// The paths that end here.
    var ends: [Int] = []
    /// The paths that end with every value below.
    var leaves: [Int] = []
    var hasChildren = false
  }

  private var nodes = [Node()]

  /// The step that matches all values below, at any depth, that are neither objects nor arrays.
  package static let allBelow = "**"

  /// - Parameter paths: names of members; `*` matches any member or element, and `**` at the end of
  ///   a path all values below.
  package init(_ paths: [[String]]) {
    for (index, path) in paths.enumerated() {
      let isDeep = path.last == Self.allBelow
      let end = path.dropLast(isDeep ? 1 : 0).reduce(0) { self.child(of: $0, named: $1) }
      if isDeep {
        nodes[end].leaves.append(index)
        nodes[end].hasChildren = true
      } else {
        nodes[end].ends.append(index)
      }
    }
  }

  private mutating func child(of node: Int, named name: String) -> Int {
    if name == "*", let known = nodes[node].any { return known }
    let length = name.utf8.count
    while nodes[node].named.count <= length { nodes[node].named.append([]) }
    if let known = nodes[node].named[length].first(where: { $0.name == name }) { return known.node }
    nodes.append(Node())
    nodes[node].hasChildren = true
    if name == "*" {
      nodes[node].any = nodes.count - 1
    } else {
      nodes[node].named[length].append((name, nodes.count - 1))
    }
    return nodes.count - 1
  }

  /// Calls `body` with each value at one of the paths, and the index of that path, in document
  /// order.
  package func forEach(in json: JSON, _ body: (_ path: Int, JSON) -> Void) {
    visit(json.document, json.index, 0, body)
  }

  private func visit(
    _ document: JSON.Document, _ index: Int, _ node: Int, _ body: (Int, JSON) -> Void
  ) {
    for path in nodes[node].ends { body(path, JSON(document: document, index: index)) }
    guard nodes[node].hasChildren else { return }
    if !nodes[node].leaves.isEmpty { visitLeaves(document, index, node, body) }
    let end = Int(document.tokens[index].next)
    var position = index + 1
    switch document.tokens[index].kind {
    case .object:
      while position < end {
        if let child = child(of: node, for: position, in: document) {
          visit(document, position + 1, child, body)
        }
        if let any = nodes[node].any { visit(document, position + 1, any, body) }
        position = Int(document.tokens[position + 1].next)
      }
    case .array:
      guard let any = nodes[node].any else { return }
      while position < end {
        visit(document, position, any, body)
        position = Int(document.tokens[position].next)
      }
    default: break
    }
  }

  /// The parser limits the depth.
  private func visitLeaves(
    _ document: JSON.Document, _ index: Int, _ node: Int, _ body: (Int, JSON) -> Void
  ) {
    let end = Int(document.tokens[index].next)
    var position = index + 1
    switch document.tokens[index].kind {
    case .object:
      while position < end {
        visitLeaves(document, position + 1, node, body)
        position = Int(document.tokens[position + 1].next)
      }
    case .array:
      while position < end {
        visitLeaves(document, position, node, body)
        position = Int(document.tokens[position].next)
      }
    default:
      for path in nodes[node].leaves { body(path, JSON(document: document, index: index)) }
    }
  }

  private func child(of node: Int, for position: Int, in document: JSON.Document) -> Int? {
    let token = document.tokens[position]
    let length =
      token.hasEscapes
      ? JSON(document: document, index: position).string?.utf8.count ?? 0
      : Int(token.end - token.start) - 2
    guard length < nodes[node].named.count else { return nil }
    // By index: a loop over the list retains it and each name, for every member of every object.
    for index in nodes[node].named[length].indices
    where document.name(at: position, is: nodes[node].named[length][index].name) {
      return nodes[node].named[length][index].node
    }
    return nil
  }
}
