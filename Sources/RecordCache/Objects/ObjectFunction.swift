import FoundationEssentials
import GRDB
internal import JSON
internal import Query

/// SQL functions for what no column holds: they read the object itself, row by row.
/// Source: https://www.sqlite.org/appfunc.html
enum ObjectFunction {
  /// The value at a path of member names, as text or number.
  static func value(_ path: String) -> SQL {
    "(SELECT till_value(dictionary, json, \(path)) FROM object WHERE place = s.place)"
  }

  /// The value of a field, as a column of it would hold it.
  static func field(_ name: FieldName) -> SQL {
    "(SELECT till_field(dictionary, json, \(name.text)) FROM object WHERE place = s.place)"
  }

  /// The value of a key, by the path of its map and the key itself: keys may hold dots.
  static func entry(_ map: String, _ key: String) -> SQL {
    "(SELECT till_entry(dictionary, json, \(map + "\n" + key)) FROM object WHERE place = s.place)"
  }

  /// The same as the text that queries compare.
  static func entryText(_ map: String, _ key: String) -> SQL {
    """
    (SELECT till_entry_text(dictionary, json, \(map + "\n" + key)) FROM object \
    WHERE place = s.place)
    """
  }

  /// Whether a string value of the object or of its parts is a text.
  static func holds(_ text: String) -> SQL {
    """
    EXISTS (SELECT 1 FROM object WHERE place = s.place AND till_holds(dictionary, json, \(text))) \
    OR EXISTS (SELECT 1 FROM line_items WHERE place = s.place AND till_holds(dictionary, json, \(text)))
    """
  }

  /// A text in the form in which texts are compared.
  static func folded(_ text: SQL) -> SQL { "till_fold(\(text))" }

  /// The digits of a text.
  static func digits(_ text: SQL) -> SQL { "till_digits(\(text))" }

  static func add(to database: Database, _ objects: ObjectReader, _ fields: FieldTable) {
    database.add(
      function: DatabaseFunction("till_fold", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { SearchFolding.fold($0) }
      })
    database.add(
      function: DatabaseFunction("till_digits", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { PhoneDigits.all(in: $0) }
      })
    add("till_value", to: database, objects) { json, path in
      JSONPath(written: path).flatMap { json.value(at: $0) }
        .flatMap { $0.isNull ? nil : $0.databaseValue }
    }
    add("till_field", to: database, objects) { json, name in
      fields[FieldName(name)]?.value(of: json).databaseValue
    }
    add("till_holds", to: database) { version, compressed, text in
      objects.bytes(version, compressed).map {
        JSONValueSearch(text).matches($0).databaseValue
      }
    }
    add("till_entry", to: database, objects) { entry($1, of: $0)?.databaseValue }
    add("till_entry_text", to: database, objects) {
      entry($1, of: $0)?.comparedText.databaseValue
    }
  }

  /// The value of a key of a map, both named in one text.
  private static func entry(_ names: String, of json: JSON) -> JSON? {
    let parts = names.split(separator: "\n", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return json.value(String(parts[0]))?.entry(String(parts[1]))
  }

  private static func add(
    _ name: String, to database: Database, _ objects: ObjectReader,
    _ read: @escaping @Sendable (JSON, String) -> DatabaseValue?
  ) {
    add(name, to: database) { version, compressed, argument in
      objects.json(version, compressed).flatMap { read($0, argument) }
    }
  }

  /// A function of an object as it is stored: its dictionary, its compressed bytes; and of a text.
  private static func add(
    _ name: String, to database: Database,
    _ read: @escaping @Sendable (Int, [UInt8], String) -> DatabaseValue?
  ) {
    database.add(
      function: DatabaseFunction(name, argumentCount: 3, pure: true) { values in
        guard let version = Int.fromDatabaseValue(values[0]),
          let data = Data.fromDatabaseValue(values[1]),
          let argument = String.fromDatabaseValue(values[2])
        else { return nil }
        return read(version, Bytes.read(data), argument)
      })
  }
}

extension JSON {
  fileprivate var databaseValue: DatabaseValue {
    int?.databaseValue ?? bool?.databaseValue ?? string?.databaseValue ?? source.databaseValue
  }
}
