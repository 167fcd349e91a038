import Screen
package import Widgets

/// What of the session can be copied, with what that is.
package struct CopyMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Copy" }

  package func items(_ state: State) -> [MenuItem] { Copyable.menu(state) }
}
