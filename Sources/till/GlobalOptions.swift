import ArgumentParser

/// Options that every command knows. A key is not one of them: arguments can be read by others.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Work with this profile of the configuration.", valueName: "name"))
  var profile: String?

  @Flag(help: "Change nothing at Stripe, whatever the key allows.")
  var readOnly = false

  @Flag(help: "Allow changes with a live key; without it a live key only reads.")
  var allowLiveWrites = false

  @Option(
    help: ArgumentHelp(
      "Another address of the API: https, or http to this machine.", valueName: "url"))
  var apiBase: String?

  @Option(help: ArgumentHelp("Act for this connected account.", valueName: "acct_…"))
  var account: String?

  @Flag(help: "Keep no cache: what is read is forgotten at the end.")
  var noCache = false

  @Flag(help: "Use no colours.")
  var noColor = false

  @Flag(help: "Draw the dashboard with ASCII characters only.")
  var ascii = false

  @Flag(
    help: ArgumentHelp(
      "Write the headers of requests and answers to stderr, the key masked; in the dashboard to "
        + "the log."))
  var debugHttp = false
}
