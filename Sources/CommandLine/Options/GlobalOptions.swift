package import ArgumentParser

/// Options of every command. The key is not one of them: other users can read arguments.
package struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Work with this profile of the configuration.", valueName: "name"),
    completion: .shellCommand(
      // Names may have blanks: one ends where the mode and the masked key begin.
      "till profiles 2>/dev/null | sed -nE '/profile/s/^.  (.*[^ ])  +(TEST|LIVE)? +(sk_|rk_|–).*/\\1/p'"
    ))
  package var profile: String?

  @Flag(help: "Change nothing at Stripe, whatever the key allows.")
  package var readOnly = false

  @Flag(help: "Allow changes with a live key; without it a live key only reads.")
  package var allowLiveWrites = false

  @Option(
    help: ArgumentHelp(
      "Another address of the API: https, or http to this machine.", valueName: "url"))
  package var apiBase: String?

  @Option(help: ArgumentHelp("Act for this connected account.", valueName: "acct_…"))
  package var account: String?

  @Flag(help: "Keep no cache: what is read is forgotten at the end.")
  package var noCache = false

  @Flag(help: "Use no colours.")
  package var noColor = false

  @Flag(help: "Draw the dashboard with ASCII characters only.")
  package var ascii = false

  @Flag(
    help: ArgumentHelp(
      "Write the headers of requests and answers to stderr, the key masked; in the dashboard to "
        + "the log."))
  package var debugHttp = false

  package init() {}
}

extension GlobalOptions {
  /// As without arguments. The parser takes as long to parse nothing as the first picture takes.
  package static var none: GlobalOptions {
    var options = GlobalOptions()
    (options.profile, options.apiBase, options.account) = (nil, nil, nil)
    (options.readOnly, options.allowLiveWrites, options.noCache) = (false, false, false)
    (options.noColor, options.ascii, options.debugHttp) = (false, false, false)
    return options
  }
}
