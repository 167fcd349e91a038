internal import JSON
internal import Query

/// A record, ready to be written: made before the transaction, so that the writer only writes.
struct EncodedRecord: Sendable {
  var row: RecordRow
  /// Folded text for the search.
  var text: String
  var dictionary: Int
  var json: [UInt8]

  init(
    _ record: RecordObject, of kind: RecordKind, fetchedAt: Int, with codec: ObjectCodec
  ) throws(CacheError) {
    guard let json = codec.compress(record.json.compactBytes[...]) else {
      throw CacheError(.failed, "there is no memory left to compress an object")
    }
    let (values, text) = kind.fields.read(record.json)
    row = RecordRow(
      id: record.id, position: 0, created: record.created, fetchedAt: fetchedAt, values: values)
    self.text = text
    dictionary = codec.version
    self.json = json
  }
}

/// The parts of a record, such as line items, ready to be written.
struct EncodedParts: Sendable {
  var fetchedAt: Int
  var isComplete: Bool
  /// Folded text for the search.
  var text: String
  var dictionary: Int
  /// An array of the objects, compressed.
  var json: [UInt8]

  init(_ parts: RecordParts, of kind: RecordKind, with codec: ObjectCodec) throws(CacheError) {
    fetchedAt = parts.fetchedAt
    isComplete = parts.isComplete
    text = SearchText(parts.items.flatMap(kind.partTexts)).lines
    dictionary = codec.version
    var array: [UInt8] = [UInt8(ascii: "[")]
    for (index, item) in parts.items.enumerated() {
      if index > 0 { array.append(UInt8(ascii: ",")) }
      array += item.compactBytes
    }
    array.append(UInt8(ascii: "]"))
    guard let json = codec.compress(array[...]) else {
      throw CacheError(.failed, "there is no memory left to compress line items")
    }
    self.json = json
  }
}
