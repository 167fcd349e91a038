import Screen
package import Widgets

/// Shown for a link that no browser could open.
package struct LinkMenu: Menu {
  let url: String
  package var picker = Picker(isNarrowed: false)
  package var title: String { "No browser could be started" }

  package func items(_ state: State) -> [MenuItem] {
    let url = url
    return [
      MenuItem("y", "copy the link", preview: Sanitiser.display(url)) { _ in
        [.system(.copy(text: Sanitiser.copied(url), label: "link"))]
      }
    ]
  }
}
