/// A place in a text file. Lines and columns count from 1, columns in Unicode scalars.
package struct TextPosition: Hashable, Comparable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value and where it was written.
package struct Located<Value> {
  package let value: Value
  package let position: TextPosition

  package init(_ value: Value, at position: TextPosition) {
    self.value = value
    self.position = position
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
