import ArgumentParser

/// Options that every command knows. A key is not one of them: arguments can be read by others.
struct GlobalOptions: ParsableArguments {
  @Flag(help: "Change nothing at Stripe, whatever the key allows.")
  var readOnly = false

  @Flag(help: "Allow changes with a live key; without it a live key only reads.")
  var allowLiveWrites = false

  @Option(help: "Another address of the API: https, or http to this machine.")
  var apiBase: String?

  @Option(help: "Act for this connected account.")
  var account: String?

  @Flag(help: "Keep no cache: what is read is forgotten at the end.")
  var noCache = false

  @Flag(help: "Use no colours.")
  var noColor = false

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false
}
