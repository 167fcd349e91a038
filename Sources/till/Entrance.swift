import CommandLine
import Dashboard
import Host
import Screen

/// Opens other profiles while one account is shown, and holds them until it has left the screen.
final class Entrance: Sendable {
  private struct Stages {
    /// By the profile's name: which of them is wanted is only known in the end.
    var opened: [String: Stage] = [:]
    var isLeft = false
  }

  private let stages = Locked(Stages())
  /// Finds the key of a profile, which may take a program up to ten seconds, and connects with it.
  private let stage: @Sendable (String) async throws(Failure) -> Stage

  init(stage: @escaping @Sendable (String) async throws(Failure) -> Stage) { self.stage = stage }

  @Sendable func open(_ profile: String) async -> SystemAnswer {
    do throws(Failure) {
      let stage = try await stage(profile)
      keep(stage, of: profile)?.connection.close()
      return .profileOpened(profile)
    } catch {
      let sentence = error.sentence.text.replacing("\n", with: " ")
      return .profileFailed(profile, Problem(sentence))
    }
  }

  /// Ends the waiting: closes all profiles except this one, also those that are still being opened.
  ///
  /// - Returns: the account of the profile; nil if there is no next one.
  func leave(for profile: String?) -> Stage? {
    var opened = stages.withLock { stages in
      defer { stages = Stages(isLeft: true) }
      return stages.opened
    }
    let next = profile.flatMap { opened.removeValue(forKey: $0) }
    for stage in opened.values { stage.connection.close() }
    return next
  }

  /// Returns the stage that is not needed: this one, or an earlier one of the profile.
  private func keep(_ stage: Stage, of profile: String) -> Stage? {
    stages.withLock { stages in
      stages.isLeft ? stage : stages.opened.updateValue(stage, forKey: profile)
    }
  }
}
