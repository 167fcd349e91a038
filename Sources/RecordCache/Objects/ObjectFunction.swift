internal import Checkout
import FoundationEssentials
import GRDB
import JSON

/// SQL functions for what no column holds: they read the object itself, row by row.
/// Source: https://www.sqlite.org/appfunc.html
enum ObjectFunction {
  /// The value at a path of member names, as text or number.
  static func value(_ path: String) -> SQL {
    "(SELECT till_value(dictionary, json, \(path)) FROM object WHERE place = s.place)"
  }

  /// A metadata value.
  static func metadata(_ key: String) -> SQL {
    "(SELECT till_metadata(dictionary, json, \(key)) FROM object WHERE place = s.place)"
  }

  /// Whether the object has something.
  static func has(_ presence: SessionQuery.Presence) -> SQL {
    "(SELECT till_has(dictionary, json, \(presence.rawValue)) FROM object WHERE place = s.place)"
  }

  /// A text in the form in which texts are compared.
  static func folded(_ text: SQL) -> SQL { "till_fold(\(text))" }

  static func add(to database: Database, _ objects: ObjectReader) {
    database.add(
      function: DatabaseFunction("till_fold", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map { SearchFolding.fold($0) }
      })
    add("till_value", to: database, objects) { json, path in
      path.split(separator: ".").reduce(json) { $0?.value(String($1)) }?.databaseValue
    }
    add("till_metadata", to: database, objects) { json, key in
      json["metadata"]?.value(key)?.databaseValue
    }
    add("till_has", to: database, objects) { json, name in
      SessionQuery.Presence(rawValue: name)?.holds(json).databaseValue
    }
  }

  private static func add(
    _ name: String, to database: Database, _ objects: ObjectReader,
    _ read: @escaping @Sendable (JSON, String) -> DatabaseValue?
  ) {
    database.add(
      function: DatabaseFunction(name, argumentCount: 3, pure: true) { values in
        guard let version = Int.fromDatabaseValue(values[0]),
          let data = Data.fromDatabaseValue(values[1]),
          let argument = String.fromDatabaseValue(values[2]),
          let json = objects.json(version, Bytes.read(data))
        else { return nil }
        return read(json, argument)
      })
  }
}

extension JSON {
  fileprivate var databaseValue: DatabaseValue {
    int?.databaseValue ?? bool?.databaseValue ?? string?.databaseValue ?? source.databaseValue
  }
}

extension SessionQuery.Presence {
  /// Whether an object has it, for what no column tells.
  fileprivate func holds(_ json: JSON) -> Bool {
    let total = json["total_details"]
    return switch self {
    case .phone: json["customer_details"]?.value("phone") != nil
    case .metadata: json["metadata"]?.count ?? 0 > 0
    case .discount: total?["amount_discount"]?.int ?? 0 > 0
    case .tax: total?["amount_tax"]?.int ?? 0 > 0
    case .shipping: total?["amount_shipping"]?.int ?? 0 > 0 || json.value("shipping_cost") != nil
    // These have columns.
    case .email, .name, .reference, .url: false
    case .customer, .subscription, .invoice, .payment, .link: false
    }
  }
}
