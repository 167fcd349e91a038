import Checkout
import Query
import JSON
import Screen

extension ListColumn {
  /// What is wrong with a column's name in the configuration; nil if a column has that name.
  package static func complaint(about name: String) -> String? {
    if let column = ListColumn(named: name) {
      guard case .path(let path) = column, case .name(let first)? = path.steps.first,
        !Session.fieldNames.contains(first)
      else { return nil }
    }
    let names = known.map(\.name)
    let advice =
      NearestName.to(name, among: names + Session.fieldNames.sorted())
      .map { "did you mean “\($0)”?" }
      ?? "columns are \(names.joined(separator: ", ")), metadata.KEY, and the fields of a session, "
      + "such as customer_details.phone"
    return Sanitiser.display("there is no column “\(name)”: \(advice)")
  }
}
