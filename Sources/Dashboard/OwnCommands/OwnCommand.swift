package import Checkout
import JSON
import Query
package import Screen

/// A command declared by the user: a program to run or a page to open for the selected session.
package struct OwnCommand: Equatable, Sendable, Identifiable {
  /// What it starts: a program, or the browser with an address.
  package enum Action: Equatable, Sendable {
    /// A program and its arguments.
    case run([Template])
    case open(Template)
  }

  /// Where the program's output goes.
  package enum Output: Equatable, Sendable { case pager, message, none }

  package var name: String
  package var action: Action
  package var keys: [Key]
  /// The sessions that it applies to, as the user wrote it; empty for all.
  package var condition: String
  /// Whether the program reads the session as JSON.
  package var readsJSON: Bool
  package var output: Output
  /// Whether the user is asked each time.
  package var confirms: Bool
  /// Whether the program gets the Stripe key.
  package var passesKey: Bool
  /// Whether the user declares that it changes nothing and shows nothing that is masked.
  package var onlyReads: Bool

  package init(
    name: String, _ action: Action, keys: [Key] = [], condition: String = "",
    readsJSON: Bool = false, output: Output = .message, confirms: Bool = false,
    passesKey: Bool = false, onlyReads: Bool = false
  ) {
    self.name = name
    self.action = action
    self.keys = keys
    self.condition = condition
    self.readsJSON = readsJSON
    self.output = output
    self.confirms = confirms
    self.passesKey = passesKey
    self.onlyReads = onlyReads
  }

  package var id: String { name }

  /// Sanitised.
  package var title: String { Sanitiser.display(name) }

  /// The names of its keys; without keys, the command's own name.
  func label(_ keymap: Keymap) -> String {
    keys.isEmpty ? ":" + title : keymap.names(of: keys)
  }
}

/// A command with everything filled in.
package enum OwnErrand: Equatable, Sendable {
  case run(OwnRun)
  case open(url: String)

  /// What is started, one word per line.
  package var words: [String] {
    switch self {
    case .run(let run): run.arguments
    case .open(let url): [url]
    }
  }
}

/// A program to be run.
package struct OwnRun: Equatable, Sendable {
  package let name: String
  package let arguments: [String]
  package let input: String
  package let output: OwnCommand.Output
  package let passesKey: Bool

  package init(
    name: String, arguments: [String], input: String, output: OwnCommand.Output, passesKey: Bool
  ) {
    self.name = name
    self.arguments = arguments
    self.input = input
    self.output = output
    self.passesKey = passesKey
  }
}

extension OwnCommand {
  /// What to start for a session.
  ///
  /// - Throws: the reason if nothing can be started.
  package func errand(for session: Session) throws(Template.Problem) -> OwnErrand {
    switch action {
    case .open(let template): return .open(url: try template.address(of: session))
    case .run(let words):
      var arguments: [String] = []
      var isAfterOptions = false
      for word in words {
        arguments.append(try word.argument(of: session, isAfterOptions: isAfterOptions))
        if word.source == "--" { isAfterOptions = true }
      }
      return .run(
        OwnRun(
          name: name, arguments: arguments, input: readsJSON ? session.json.source + "\n" : "",
          output: output, passesKey: passesKey))
    }
  }

  /// Whether it can be used now, and why not.
  package func availability(_ state: State) -> Availability {
    if state.documents.isShown { return .disabled(state.onlyAmongSessions) }
    if !onlyReads {
      if state.isMasked {
        return .disabled("off while the screen is masked (only_reads allows it)")
      }
      if let reason = state.account.readOnlyReason { return .readOnly(reason) }
    }
    guard let selected = state.selected else { return .disabled("no session is selected") }
    guard let session = state.detail.content?.stored.session, session.id == selected.id else {
      return .disabled("the session is being read")
    }
    if !condition.isEmpty {
      let query = try? SessionQuery(parsing: condition, now: state.clock.unix, zone: state.zone)
      guard query?.matches(session.json, in: Session.fields) == true else {
        return .disabled("not for this session: it is for \(Sanitiser.display(condition))")
      }
    }
    do throws(Template.Problem) {
      _ = try errand(for: session)
      return .enabled
    } catch { return .disabled(error.text) }
  }

  /// Runs it for the selected session, or asks before it does.
  func start(_ state: inout State) -> [Effect] {
    state.catchUp()
    if let reason = availability(state).reason {
      state.message = Message("\(title): \(reason)", .warning)
      return []
    }
    guard let session = state.detail.content?.stored.session, let errand = try? errand(for: session)
    else { return [] }
    guard confirms else { return errand.begin(named: title, &state) }
    state.overlays.push(OwnDialog(self, errand, for: session.id))
    return []
  }
}

extension OwnRun {
  /// Takes the program's output, which is not trusted.
  func finish(_ result: Result<String, Problem>, _ state: inout State) -> [Effect] {
    let title = Sanitiser.display(name)
    switch result {
    case .failure(let problem): state.message = Message("\(title): \(problem.sentence)", .error)
    case .success(let text):
      let lines = text.split(whereSeparator: \.isNewline).map { Sanitiser.display(String($0)) }
      guard output != .none, let first = lines.first(where: { !$0.isEmpty }) else {
        state.message = Message("\(title) is done", .success)
        break
      }
      if output == .pager {
        state.message = nil
        return [.loop(.show(text: lines.joined(separator: "\n") + "\n", name: name, .pager))]
      }
      state.message = Message("\(title): \(first)", .success)
    }
    return []
  }
}

extension OwnErrand {
  func begin(named title: String, _ state: inout State) -> [Effect] {
    switch self {
    case .run(let run):
      state.message = Message("\(title) runs…")
      return [.system(.run(run))]
    case .open(let url): return [.system(.browse(url: url))]
    }
  }
}
