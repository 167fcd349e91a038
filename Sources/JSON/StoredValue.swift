/// A value that till keeps as JSON. It is read with ``JSONFields``, because Foundation's decoder takes
/// longer to set up than the rest of a file takes to read.
package protocol StoredValue: Encodable {
  init(stored json: JSON) throws(JSONMismatch)
}
