import Screen
package import Widgets

/// The menu of what can be copied of the session, each with a preview.
package struct CopyMenu: Menu {
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Copy" }

  package func items(_ state: State) -> [MenuItem] { Copyable.menu(state) }
}
