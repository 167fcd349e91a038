import Checkout
import Query
package import Screen
package import Widgets

/// The form for a new session, and the review of the request before it is sent.
///
/// The form itself sends nothing: it leads to a review, which is confirmed with a key that does
/// nothing elsewhere.
package struct CreateDialog: Overlay {
  /// The fields of the form.
  package enum Line: Hashable, Sendable {
    case mode, price, product, quantity, interval, email, reference, successURL, metadata
  }

  /// The request as it was read from the form, with the question whether to send it.
  package struct Review: Equatable, Sendable {
    let parameters: [FormParameter]
    var confirmation = Question("Create", key: "C")
    var scroll = Scroll()
    /// The idempotency key of the request in progress.
    var sent: String?
  }

  /// What cannot be edited here: the copied session's other fields, if there is one.
  let base: CreateForm
  /// The session that is copied.
  let source: String?
  /// What cannot be copied from that session.
  let uncopied: [String]
  let isLive: Bool
  package internal(set) var form: Form<Line>
  /// Nil while the form is being filled in.
  package private(set) var review: Review?
  /// A request whose outcome is not known. Sent again, it has the same key, so that Stripe makes no
  /// second session.
  private var uncertain: Uncertain?

  private struct Uncertain: Equatable {
    let parameters: [FormParameter]
    let key: String
  }

  init(
    base: CreateForm, source: String?, uncopied: [String] = [], isLive: Bool,
    _ fields: [Form<Line>.Field]
  ) {
    self.base = base
    self.source = source
    self.uncopied = uncopied
    self.isLive = isLive
    form = Form(action: "Review", fields)
  }

  package var id: OverlayID { OverlayID(Self.self, source ?? "") }
  package var holdsList: Bool { true }
  package func key(for event: MouseEvent.Kind) -> Key? { nil }

  package func place(in state: State) -> Rect {
    let form = form.size(width: 72)
    let lines = review.map { $0.parameters.count + 3 } ?? 0
    return state.layout.dialog(Size(width: form.width, height: max(form.height, lines)))
  }

  package func hints(_ state: State) -> [KeyHint] {
    guard let review else { return form.hints }
    return review.confirmation.hints(isReady: shows(leastSize, in: state))
      + [KeyHint("↓ ↑", "move")]
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    let isSeen = isOnTop && shows(leastSize, in: state)
    review?.confirmation.settle(isSeen: isSeen, at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    review == nil ? takeForForm(key, &state) : takeForReview(key, &state)
  }

  private mutating func takeForForm(_ key: Key, _ state: inout State) -> [Effect] {
    switch form.take(key) {
    case .left:
      state.overlays.keep(self)
      state.overlays.close(id)
      state.message = Message("nothing was created")
    case .done:
      let (request, problems) = request(at: state.clock.unix)
      form.problem = problems.first.map { problem in
        problems.count > 1 ? "\(problem) (and \(problems.count - 1) more)" : problem
      }
      if problems.isEmpty { review = Review(parameters: request.parameters) }
    case .edited, .moved, nil: break
    }
    return []
  }

  private mutating func takeForReview(_ key: Key, _ state: inout State) -> [Effect] {
    guard var review else { return [] }
    let isWhole = shows(leastSize, in: state)
    switch review.confirmation.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused:
      guard case .acting = review.confirmation.stage else {
        self.review = nil
        return []
      }
      state.overlays.close(id)
      state.message = .leaving(state)
      return []
    case .tooEarly: state.message = .tooEarly(review.confirmation.key)
    case .taken: break
    case .confirmed:
      review.confirmation.stage = .acting("creating…")
      let isAgain = uncertain?.parameters == review.parameters
      let key = isAgain ? uncertain?.key ?? state.idempotency.next() : state.idempotency.next()
      review.sent = key
      self.review = review
      return [.stripe(.create(review.parameters, idempotencyKey: key))]
    case nil:
      review.scroll.take(
        key, of: review.parameters.count, height: height(in: inside(state), review))
    }
    self.review = review
    return []
  }

  /// After an answer that is an error, or no answer.
  fileprivate mutating func goBackToForm(isUncertain: Bool) {
    uncertain = review.flatMap { review in
      isUncertain ? review.sent.map { Uncertain(parameters: review.parameters, key: $0) } : nil
    }
    review = nil
  }

  // MARK: - Drawing

  /// At least one parameter, the destination and the buttons must be visible.
  private var leastSize: Size { Size(width: 36, height: 3) }

  /// Parameters that fit at once, above the destination and the buttons.
  private func height(in inside: Rect, _ review: Review) -> Int {
    max(1, inside.without(bottom: 1 + review.confirmation.leastSize.height).height)
  }

  private var title: String {
    source.map { "Another session like \(Sanitiser.display($0).middleTruncated)" } ?? "New session"
  }

  package func draw(on surface: inout Surface, _ state: State) {
    guard let review else {
      surface.drawDialog(title: title) { form.draw(on: &$0, note: note) }
      return
    }
    let height = height(in: Dialog.inside(of: surface.bounds), review)
    let count = review.parameters.count
    surface.drawDialog(
      title: title, style: Style(.danger), scrolled: (review.scroll, count, height)
    ) { box in
      guard shows(leastSize, in: state) else {
        box.drawNeededSize(Layout.screen(for: leastSize))
        return
      }
      let area = Rect(x: 0, y: 0, width: box.size.width, height: height)
      Table([Table.Column(.rest)]).draw(
        on: &box, review.scroll, of: count, in: area, showsCursor: count > height
      ) { index in
        let parameter = review.parameters[index]
        return [
          [
            Segment(Sanitiser.display(parameter.name), Style(.secondary)),
            Segment(" = ", Style(.secondary)),
            Segment(Sanitiser.display(parameter.value), Style(.dialog)),
          ]
        ]
      }
      box.drawDestination(isLive: isLive, above: review.confirmation)
      review.confirmation.draw(on: &box)
    }
  }

  private var note: Segment? {
    let count = base.items.count
    guard count > 0 else { return nil }
    let rest = uncopied.isEmpty ? "" : ", but not " + uncopied.joined(separator: ", ")
    return Segment(
      "\(count.counted("line item")) and the other settings are copied\(rest)", Style(.secondary))
  }
}

extension CreateDialog {
  /// Why nothing can be changed; the client refuses it as well.
  static func availability(_ state: State) -> Availability {
    state.account.readOnlyReason.map { .readOnly($0) } ?? .enabled
  }

  static func copyAvailability(_ state: State) -> Availability {
    if let reason = state.account.readOnlyReason { return .readOnly(reason) }
    guard state.selected != nil else { return .disabled("no session is selected") }
    guard let session = state.detail.content?.stored.session else {
      return .disabled("the session is being read")
    }
    guard session.mode == .setup || state.lineItems.stored?.isComplete == true else {
      return .disabled("its line items are not loaded yet")
    }
    return .enabled
  }

  static func open(_ state: inout State) -> [Effect] {
    state.overlays.push(
      state.overlays.draft(CreateDialog.self) ?? CreateDialog(isLive: state.account.isLive))
    return []
  }

  static func openCopy(_ state: inout State) -> [Effect] {
    guard let session = state.detail.content?.stored.session else { return [] }
    let new = CreateDialog(
      like: session, items: state.lineItems.stored?.items ?? [], isLive: state.account.isLive)
    state.overlays.push(state.overlays.draft(CreateDialog.self, session.id) ?? new)
    return []
  }

  /// Takes the result of the request, whether its dialog is still open or not.
  static func take(_ result: Result<StoredSession, Problem>, _ key: String, _ state: inout State)
    -> [Effect]
  {
    let dialog = state.overlays.all.lazy.compactMap { $0 as? CreateDialog }
      .first { $0.review?.sent == key }
    switch result {
    case .success(let stored):
      if let dialog {
        state.overlays.close(dialog.id)
        state.overlays.forgetDraft(dialog.id)
      }
      let id = stored.session.id
      state.message = Message(
        "created \(Sanitiser.display(id).middleTruncated); it is shown, "
          + "\(state.keymap[.copyURL]) copies its URL", .success)
      state.detail.trail.visit(.session(id), leaving: state.detail.scroll)
      state.detail.awaitsRow = id
      // A list that is narrowed may never have a row for it.
      if state.layout.shape == .single || state.list.query != ListQuery() {
        state.arrangement.focus = .detail
      }
      state.list.noteChange()
      return state.list.paging.isFetching(.newest) ? [] : [state.list.fetch(.newest)]
    case .failure(let problem):
      if var dialog {
        dialog.goBackToForm(isUncertain: problem.mayHaveHappened)
        state.overlays.replace(dialog)
      }
      let outcome =
        problem.mayHaveHappened ? "whether it was created is not known" : "not created"
      state.message = Message("\(outcome): \(problem.sentence)", .error)
      guard problem.mayHaveHappened, !state.list.paging.isFetching(.newest) else { return [] }
      return [state.list.fetch(.newest)]
    }
  }
}
