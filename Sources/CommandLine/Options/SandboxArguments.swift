import ArgumentParser
import Sandbox

/// The settings of the sandbox, for the commands that start one.
struct SandboxArguments: ParsableArguments {
  @Option(help: "How many sessions there are at the start.")
  var sessions = 500
  @Option(help: "Another number gives other sessions.")
  var seed: UInt64 = 1
  @Option(help: "Milliseconds before each answer.")
  var latency = 0
  @Option(help: "The part of requests that fail, from 0 to 1.")
  var failRate = 0.0

  func validate() throws {
    guard (0...5_000_000).contains(sessions) else {
      throw ValidationError("--sessions is a number from 0 to 5,000,000.")
    }
    guard (0...60_000).contains(latency) else {
      throw ValidationError("--latency is a number of milliseconds from 0 to 60,000.")
    }
    guard (0...1).contains(failRate) else {
      throw ValidationError("--fail-rate is a part from 0 to 1, such as 0.3.")
    }
  }

  var options: SandboxOptions {
    var options = SandboxOptions()
    options.sessions = sessions
    options.seed = seed
    options.latency = latency
    options.failRate = failRate
    return options
  }
}
