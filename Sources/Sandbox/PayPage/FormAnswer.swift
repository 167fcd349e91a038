/// What a form of the pay page led to.
///
/// A form is answered with the address of the page that shows this. A browser can load that again,
/// and come back to it, without sending the form again. What was typed is in memory, and not in the
/// address. What is forgotten, or was lost in a restart, leaves the page as it is without a form.
struct FormAnswer: Sendable {
  /// Its name in the address.
  var number: Int
  /// The page that it belongs to.
  var path: String
  var form: PageForm
  var problem: String?
  var notice: String?
  /// Programs can tell an error from a page by it.
  var status: Int
}

extension SandboxStore {
  private static let mostFormAnswers = 32

  /// Sends the browser to the page that shows what came of its form.
  mutating func tell(_ page: PayPage, status: Int = 200, _ visit: Visit) -> SandboxResponse {
    // The time makes it another number than any before a restart.
    let number = max((formAnswers.last?.number ?? 0) + 1, visit.now)
    if formAnswers.count >= Self.mostFormAnswers { formAnswers.removeFirst() }
    formAnswers.append(
      FormAnswer(
        number: number, path: visit.path, form: page.form, problem: page.problem,
        notice: page.notice, status: status))
    return .redirect("\(visit.path)?shown=\(number)")
  }

  /// What the address asks to be shown; nil if it is of another page, or forgotten.
  func told(_ visit: Visit) -> FormAnswer? {
    formAnswers.first { $0.number == visit.shown && $0.path == visit.path }
  }
}
