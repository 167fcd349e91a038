/// Roles and emphases, and how they look.
package struct Theme: Equatable, Sendable, CustomStringConvertible {
  /// The emphases that a theme decides on; bold and underline mean themselves.
  package enum Layer: String, CaseIterable, Sendable {
    case marked, matched, selected
  }

  package let name: String
  package var description: String { name }

  private var looks: [Role: Look]
  private var layers: [Layer: Look]

  init(name: String, roles: [Role: Look], layers: [Layer: Look]) {
    self.name = name
    looks = roles
    self.layers = layers
  }

  /// A theme with some roles and layers changed.
  package init(
    _ name: String, basedOn base: Theme, roles: [Role: Look] = [:], layers: [Layer: Look] = [:]
  ) {
    self.name = name
    looks = base.looks.merging(roles) { _, new in new }
    self.layers = base.layers.merging(layers) { _, new in new }
  }

  /// The theme with the account's name in a colour; nil leaves it as it is.
  package func accented(_ color: Color?) -> Theme {
    guard let color, let look = looks[.account] else { return self }
    return Theme(name, basedOn: self, roles: [.account: look.under(Look(color, .bold))])
  }

  package static let builtIn: [Theme] = [.default, .dark, .light, .highContrast]

  /// The built-in theme of that name.
  package init?(named name: String) {
    guard let theme = Self.builtIn.first(where: { $0.name == name }) else { return nil }
    self = theme
  }

  /// How a cell looks on a terminal with that many colours. Both colours are set, unless the
  /// terminal has none.
  package func look(of style: Style, on depth: ColorDepth) -> Look {
    let (roles, layers) =
      depth == .none ? (Self.plainRoles, Self.plainLayers) : (looks, self.layers)
    var look = Look(.terminal, on: .terminal)
      .under(roles[.text] ?? Look())
      .under(style.emphasis.contains(.raised) ? roles[.dialog] ?? Look() : Look())
      .under(roles[style.role] ?? Look())
    for (emphasis, layer) in Self.order where style.emphasis.contains(emphasis) {
      // What the user points at does not recede.
      look.attributes.remove(.dim)
      look = look.under(layers[layer] ?? Look())
    }
    if style.emphasis.contains(.bold) { look.attributes.insert(.bold) }
    if style.emphasis.contains(.underline) { look.attributes.insert(.underline) }
    return look
  }

  /// Whether the theme says anything about a role, for a test that none is forgotten.
  package func covers(_ role: Role, on depth: ColorDepth) -> Bool {
    (depth == .none ? Self.plainRoles : looks)[role] != nil
  }

  /// Later ones lie on top: the selection is always seen.
  private static let order: [(Emphasis, Layer)] = [
    (.marked, .marked), (.matched, .matched), (.selected, .selected),
  ]
}

extension Role {
  /// The role of that name, as a user's theme spells it.
  package init?(named name: String) {
    guard let role = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = role
  }
}
