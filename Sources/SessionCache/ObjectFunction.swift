internal import Checkout
import GRDB

/// What is read from the object itself, because no column holds it.
enum ObjectFunction {
  static func text(path: String) -> SQL { "NULL" }
  static func metadata(_ name: String) -> SQL { "NULL" }
}
