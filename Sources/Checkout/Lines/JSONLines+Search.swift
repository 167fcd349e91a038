package import JSON
import Query

extension JSONLines {
  /// The value that a line shows, begins or ends, as a path from the root of `json`.
  package func path(of index: Int) -> JSONPath {
    var steps: [JSONPath.Step] = []
    var line = lines[index]
    while line.parent >= 0 {
      if line.role == .closing { line = lines[Int(line.partner)] }
      steps.append(
        line.key >= 0 ? .name(value(line.key).string ?? "") : .index(Int(line.element)))
      line = lines[Int(line.parent)]
    }
    return JSONPath(steps.reversed())
  }

  /// The lines that are visible while some are folded, in order.
  package func visible(folded: Set<Int>) -> [Int] {
    var visible: [Int] = []
    visible.reserveCapacity(lines.count)
    var index = 0
    while index < lines.count {
      visible.append(index)
      index =
        folded.contains(index) && lines[index].role == .opening
        ? Int(lines[index].partner) + 1 : index + 1
    }
    return visible
  }

  /// The containers around a line, outermost first: what to unfold to see it.
  package func enclosing(_ index: Int) -> [Int] {
    var enclosing: [Int] = []
    var parent = lines[index].parent
    while parent >= 0 {
      enclosing.append(Int(parent))
      parent = lines[Int(parent)].parent
    }
    return enclosing.reversed()
  }

  /// The lines whose text contains a text, in either case, with or without accents.
  package func lines(containing text: String) -> [Int] {
    let pattern = FoldedPattern(text)
    return lines.indices.filter { index in
      pattern.isIn(pieces(of: index).map(\.text).joined())
    }
  }
}
