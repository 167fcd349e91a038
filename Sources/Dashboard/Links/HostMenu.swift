import Screen
package import Widgets

/// Shows the host of a page that is not at Stripe, before it is opened.
package struct HostMenu: Menu {
  let url: String
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Open \(Browse.host(of: url))?" }

  init(url: String) { self.url = url }

  package func items(_ state: State) -> [MenuItem] {
    let url = url
    return [
      MenuItem("o", "open it in the browser", preview: Sanitiser.display(url)) {
        Browse.open(url, &$0)
      },
      MenuItem("y", "copy the link", preview: Sanitiser.display(url)) { _ in
        [.system(.copy(text: Sanitiser.copied(url), label: "link"))]
      },
    ]
  }
}
