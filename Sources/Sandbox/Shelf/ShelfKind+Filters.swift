extension ShelfKind {
  /// Whether an object passes the filters of a list, apart from `created`.
  func admits(_ object: Node, _ parameters: Node) -> Bool {
    parameters.members.allSatisfy { member in
      let (name, wanted) = (member.name, member.value)
      guard filters[name] != nil else { return true }
      return switch name {
      case "created": true
      case "code": object["code"]?.string?.lowercased() == wanted.string?.lowercased()
      case "coupon": object["promotion"]?["coupon"] == wanted
      case "ids": wanted.elements.contains(object["id"] ?? nil)
      case "lookup_keys": wanted.elements.contains(object["lookup_key"] ?? nil)
      case "recurring":
        wanted.members.allSatisfy { object["recurring"]?[$0.name] == $0.value }
      default: object[name] == wanted
      }
    }
  }
}
