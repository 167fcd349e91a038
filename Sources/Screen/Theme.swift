/// Roles and emphases, and how they look.
package struct Theme: Equatable, Sendable, CustomStringConvertible {
  /// The emphases that a theme defines; bold and underline are the same in every theme.
  package enum Layer: String, CaseIterable, Sendable {
    case marked, matched, resting, selected
  }

  package let name: String
  package var description: String { name }

  private var looks: [Role: Look]
  private var layers: [Layer: Look]
  /// The user's changes, which apply on every terminal with colours.
  private var ownLooks: [Role: Look] = [:]
  private var ownLayers: [Layer: Look] = [:]

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
    ownLooks = base.ownLooks.merging(roles) { _, new in new }
    ownLayers = base.ownLayers.merging(layers) { _, new in new }
  }

  /// The theme with the account's name in a colour; nil leaves it as it is.
  package func accented(_ color: Color?) -> Theme {
    guard let color, let look = looks[.account] else { return self }
    return Theme(name, basedOn: self, roles: [.account: look.under(Look(color, .bold))])
  }

  package static let builtIn: [Theme] = [.dark, .light, .highContrast, .terminal]

  /// Used until the terminal has reported its background, or if it never does. It sets its own
  /// background, so that it is readable on any.
  package static let `default` = Theme.dark

  /// The name that chooses between dark and light by the terminal's background.
  package static let automatic = "default"

  /// The names of built-in themes that a user may write.
  package static let names = [automatic] + builtIn.map(\.name)

  /// The built-in theme of that name.
  package init?(named name: String) {
    guard name != Self.automatic else {
      self = .default
      return
    }
    guard let theme = Self.builtIn.first(where: { $0.name == name }) else { return nil }
    self = theme
  }

  /// How a cell looks on a terminal with that many colours. Both colours are set, unless the
  /// terminal has none.
  package func look(of style: Style, on depth: ColorDepth) -> Look {
    let (roles, layers) = tables(for: depth)
    var look = Look(.terminal, on: .terminal)
      .under(roles[.text] ?? Look())
      .under(style.emphasis.contains(.raised) ? roles[.dialog] ?? Look() : Look())
      .under(roles[style.role] ?? Look())
    for (emphasis, layer) in Self.order where style.emphasis.contains(emphasis) {
      // Selected, marked or matched text is never dim.
      look.attributes.remove(.dim)
      look = look.under(layers[layer] ?? Look())
    }
    if style.emphasis.contains(.bold) { look.attributes.insert(.bold) }
    if style.emphasis.contains(.underline) { look.attributes.insert(.underline) }
    return look
  }

  /// Users can change the basic eight colours, so it is not known which combinations are readable.
  /// Shape and attributes are used there, except for what the user has chosen.
  private func tables(for depth: ColorDepth) -> ([Role: Look], [Layer: Look]) {
    switch depth {
    case .palette: (looks, layers)
    case .basic:
      (
        Self.basicRoles.merging(ownLooks) { _, new in new },
        Self.plainLayers.merging(ownLayers) { _, new in new }
      )
    case .none: (Self.plainRoles, Self.plainLayers)
    }
  }

  /// Later ones are drawn on top: the selection is always visible.
  private static let order: [(Emphasis, Layer)] = [
    (.marked, .marked), (.resting, .resting), (.matched, .matched), (.selected, .selected),
  ]
}

extension Role {
  /// The role of that name, as it is spelled in a user's theme.
  package init?(named name: String) {
    guard let role = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = role
  }
}
