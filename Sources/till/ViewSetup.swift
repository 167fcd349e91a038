import Checkout
import Query
import CommandLine
import Dashboard
import Host
import Screen
import Settings
import Terminal
import TOML

/// What the configuration, the options and the last run say about the screen.
struct ViewSetup: Sendable {
  private let configuration: Configuration
  private let keymap: Keymap
  private let ownCommands: [OwnCommand]
  /// Stores the view for the next run; nil when nothing is stored.
  let keeper: ViewKeeper?
  /// The view stored by the last run.
  private let lastView: RememberedView
  private let configured: RememberedView
  /// Sentences to show once.
  let notices: [String]
  let terminalOptions: TerminalOptions
  private let isDemo: Bool
  private let view: ChosenView?
  private let follows: Bool

  /// Starts with the given view, if any, instead of the one shown last.
  init(_ setup: Setup, _ options: GlobalOptions, view: ChosenView?, isDemo: Bool) {
    self.view = view
    configuration = setup.configuration
    keymap = setup.keymap
    ownCommands = setup.ownCommands
    let hasColors =
      !options.noColor && setup.environment["NO_COLOR"].map(\.isEmpty) ?? true
    self.isDemo = isDemo
    let (kept, note) = isDemo ? (nil, nil) : setup.lastView.load()
    lastView = kept ?? RememberedView()
    // The demo stores nothing, and is the same each time.
    configured = RememberedView(
      filter: "", tab: .all, sort: configuration.sort, columns: configuration.columns.map(\.value),
      hidesDetail: false,
      theme: configuration.followsBackground ? Theme.automatic : configuration.theme.name,
      keepsFilter: configuration.cache && !options.noCache)
    follows = configuration.followsBackground && lastView.theme == nil
    let suited: Theme = follows && lastView.isLight ? .light : configuration.theme
    // A stored view that the configuration hides is neither shown nor forgotten.
    var known = lastView
    known.views =
      ViewShelf(
        declared: configuration.declaredViews, saved: lastView.views
      ).saved
    known.documentViews =
      ViewShelf(
        declared: configuration.declaredDocumentViews, saved: lastView.documentViews
      ).saved
    keeper = isDemo ? nil : ViewKeeper(setup.lastView, configured: configured, known: known)
    notices = [note].compactMap(\.self)
    terminalOptions = TerminalOptions(
      theme: lastView.theme.flatMap(configuration.theme(named:)) ?? suited,
      isColorless: !hasColors, isASCII: options.ascii || configuration.ascii,
      ambiguousWidth: configuration.ambiguousWidth,
      hasMouse: configuration.mouse, asksBackground: follows,
      altKeys: Keymap.altCharacters(
        of: setup.keymap.allKeys + setup.ownCommands.flatMap(\.keys)),
      errorLog: isDemo ? nil : LogFile(path: setup.paths.log).openForAppending(),
      crashNotice: isDemo ? "" : "till has crashed; \(setup.paths.log) may say why")
  }

  /// Sets up a new dashboard as configured, or like the one before it. The plain list begins with
  /// `filter` if it has none of its own.
  func arrange(_ state: inout State, after previous: State?, signs: SignSet, filter: String) {
    state.keymap = keymap
    state.ownCommands = ownCommands
    if let previous {
      state.declareViews(previous.views.declared, previous.documents.views.declared)
      state.preferences = previous.preferences
      state.autoRefresh = previous.autoRefresh
      state.restore(
        previous.remembered.of(profile: state.account.profile).beginning(with: filter))
      return
    }
    state.preferences = Preferences(
      theme: terminalOptions.theme, themes: configuration.themes,
      borders: configuration.borders == .square ? .square : .rounded,
      hasMouse: configuration.mouse, signs: signs,
      followsBackground: follows)
    state.declareViews(configuration.declaredViews, configuration.declaredDocumentViews)
    guard !isDemo else {
      state.overlays.push(Tour())
      // The server is in the same process: a payment on its page should show at once.
      state.autoRefresh = AutoRefresh(seconds: 1, since: state.clock.uptime)
      view?.open(in: &state)
      return
    }
    if configuration.autoRefresh > 0 {
      state.autoRefresh = AutoRefresh(
        seconds: configuration.autoRefresh, since: state.clock.uptime)
    }
    let last = lastView.of(profile: state.account.profile)
    // The next run begins with this profile, also if nothing changes on the screen.
    if last.profile != nil, last.without(configured) != lastView { keeper?.keep(last) { _ in } }
    state.restore(configured.with(last).beginning(with: filter))
    if let view { view.open(in: &state) } else { state.noteRestored(besides: filter) }
  }
}
