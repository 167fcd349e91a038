import Checkout
import Query
import Screen
import Testing

@testable import Dashboard

@Suite struct ExportTests {
  private func wish(
    _ path: String, _ layout: ExportLayout = ExportLayout(.csv), overwrites: Bool = false
  ) -> ExportWish {
    ExportWish(ListQuery(), to: path, .sessions(layout), overwrites: overwrites)
  }

  @Test func `a name that no file has is offered, unless somebody has typed`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("E").contains(.system(.offerName("sessions.csv"))))
    play.send(.system(.nameOffered("sessions-2.csv")))
    #expect(play.press(.enter) == [.system(.export(wish("sessions-2.csv")))])
    var other = Play.with(sessions: 3)
    other.type("E")
    other.press(.control("u"))
    other.type("a.csv")
    other.send(.system(.nameOffered("sessions-2.csv")))
    #expect(other.press(.enter) == [.system(.export(wish("a.csv")))])
  }

  @Test func `a file that exists is asked about, and Enter alone does not overwrite it`() {
    var play = Play.with(sessions: 3)
    play.type("E")
    play.press(.enter)
    let first = wish("sessions.csv")
    play.send(.system(.exported(first, .exists(path: "/home/ada/sessions.csv"))))
    #expect(!play.state.overlays.isEmpty)
    #expect(play.press(.enter) == [.system(.export(first))])
    play.send(.system(.exported(first, .exists(path: "/home/ada/sessions.csv"))))
    #expect(
      play.press(.control("o")) == [.system(.export(wish("sessions.csv", overwrites: true)))])
    play.send(
      .system(
        .exported(
          wish("sessions.csv", overwrites: true), .written(3, path: "/home/ada/sessions.csv"))
      ))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "wrote 3 sessions to /home/ada/sessions.csv")
  }

  @Test func `after an error the prompt stays with what was typed`() {
    var play = Play.with(sessions: 3)
    play.type("E")
    play.press(.control("u"))
    play.type("/nowhere/a.csv")
    play.press(.enter)
    play.send(
      .system(.exported(wish("/nowhere/a.csv"), .failed(Problem("/nowhere/a.csv: no folder")))))
    #expect(play.state.problems.entries.map(\.problem.sentence) == ["/nowhere/a.csv: no folder"])
    play.press(.backspace)
    play.type("v")
    #expect(play.press(.enter) == [.system(.export(wish("/nowhere/a.csv")))])
  }

  @Test func `an amount is never written without its currency`() {
    var play = Play.with(sessions: 3)
    play.state.list.columns = ColumnChoice(names: ["currency", "id", "amount"])
    play.type("E")
    let layout = ExportLayout(.csv, columns: ["currency", "id", "amount"])
    #expect(play.press(.enter) == [.system(.export(wish("sessions.csv", layout)))])
  }

  @Test func `CSV has the columns that were chosen, and a mark on request`() {
    var play = Play.with(sessions: 3)
    play.state.list.columns = ColumnChoice(names: ["id", "amount", "read_at", "metadata.order"])
    play.type("E")
    play.press(.tab)
    let layout = ExportLayout(
      .csv, columns: ["id", "amount", "metadata.order", "currency"], hasByteOrderMark: true)
    #expect(play.press(.enter) == [.system(.export(wish("sessions.csv", layout)))])
  }

  @Test func `an outcome whose prompt was left is said`() {
    var play = Play.with(sessions: 3)
    play.type("E")
    play.press(.enter, .escape)
    play.send(.system(.exported(wish("sessions.csv"), .exists(path: "/home/ada/sessions.csv"))))
    #expect(play.state.message?.text == "not exported: /home/ada/sessions.csv exists")
  }
}
