import CommandLine
import Dashboard
import Host
import Screen

/// Holds the next account until the last one has left the screen.
final class Entrance: Sendable {
  private let next = Locked<Stage?>(nil)
  private let world: World
  private let plan: @Sendable (String) async throws(Failure) -> ConnectionPlan

  init(
    _ world: World, plan: @escaping @Sendable (String) async throws(Failure) -> ConnectionPlan
  ) {
    self.world = world
    self.plan = plan
  }

  /// Finds the key of a profile, which may take a program up to ten seconds, and connects with it.
  @Sendable func open(_ profile: String) async -> SystemAnswer {
    do throws(Failure) {
      let stage = try Stage(try await plan(profile), in: world)
      next.withLock { $0 = stage }
      return .profileOpened
    } catch {
      let sentence = error.sentence.text.replacing("\n", with: " ")
      return .profileFailed(Problem(sentence))
    }
  }

  func take() -> Stage? {
    next.withLock { next in
      defer { next = nil }
      return next
    }
  }
}
