import Screen
import Support
import Testing
import Widgets

@Suite("A form")
struct FormTests {
  private enum Line: Hashable { case mode, name, isGift }

  private let form = Form<Line>(
    action: "Create",
    [
      Form.Field(.mode, "Mode", hint: "← → or Space", .choice(["payment", "setup"], 0)),
      Form.Field(.name, "Name", hint: "of the product", text: ""),
      Form.Field(.isGift, "Gift", .toggle(false)),
    ])

  @Test func `Enter is the button wherever the cursor is, Esc goes back`() {
    var form = form
    for _ in 0..<3 {
      #expect(form.take(.enter) == .done)
      #expect(form.take(.escape) == .left)
      #expect(form.take(.tab) == .moved)
    }
    #expect(form.focused == .mode)
  }

  @Test func `words are chosen with arrows, Space and letters; a switch with Space`() {
    var form = form
    #expect(form.take(.right) == .edited(.mode))
    #expect(form[.mode] == "setup")
    _ = form.take(.character(" "))
    #expect(form[.mode] == "payment")
    _ = form.take(.character("s"))
    #expect(form[.mode] == "setup")
    #expect(form.take(.paste("gift")) == nil)
    _ = form.take(.backTab)
    _ = form.take(.character(" "))
    #expect(form[.isGift] == "true")
  }

  @Test func `what is wrong goes with the next edit`() {
    var form = form
    form.problem = "a name is needed"
    form.focus(on: .name)
    #expect(form.take(.up) == .moved)
    #expect(form.problem != nil)
    _ = form.take(.down)
    _ = form.take(.character("x"))
    #expect(form.problem == nil && form[.name] == "x")
  }

  @Test func `fields, a choice under the cursor, a problem`() {
    var form = form
    var surface = Surface(size: Size(width: 40, height: 14))
    let half = form.size(width: 40).height
    surface.within(Rect(x: 0, y: 0, width: 40, height: half)) { form.draw(on: &$0) }
    form.focus(on: .name)
    _ = form.take(.paste("Tea"))
    form.problem = "a name has four letters"
    surface.within(Rect(x: 0, y: half + 1, width: 40, height: half)) { form.draw(on: &$0) }
    expectSnapshot(of: surface, named: "form")
  }
}
