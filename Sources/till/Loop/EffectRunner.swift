import Checkout
import Dashboard
import SessionLibrary
import Stripe
import Synchronization

/// Turns effects into work, and the work's result into events. The only place that does.
///
/// Reading the cache and asking Stripe happen in tasks of their own; the loop never waits.
final class EffectRunner: Sendable {
  private let library: SessionLibrary
  private let desk: Desk
  private let mailbox: Mailbox
  /// What Ctrl-C stops.
  private let requests = Mutex<[Int: Task<Void, Never>]>([:])
  private let lastRequest = Atomic<Int>(0)
  /// The questions about rows and about counts that only their latest answer matters of.
  private let rowsTask = Mutex<Task<Void, Never>?>(nil)
  private let factsTask = Mutex<Task<Void, Never>?>(nil)

  init(library: SessionLibrary, mailbox: Mailbox, desk: Desk) {
    self.library = library
    self.mailbox = mailbox
    self.desk = desk
  }

  /// Starts what is asked for; nil for what only the loop can do, with the terminal in its hands.
  func start(_ effect: Effect) {
    switch effect {
    case .readRows: replace(rowsTask, with: read(effect))
    case .readFacts: replace(factsTask, with: read(effect))
    case .readDetail, .readObject, .readSummaries, .readMarks, .readFieldNames, .readFields:
      _ = read(effect)
    case .sync: sync()
    case .fetch, .find, .refresh, .fetchLineItems, .fetchObject, .expire, .expireRow, .create,
      .update, .export:
      request(effect)
    case .cancelRequests: cancelRequests()
    case .copy(let text, let label): handOver(text, label)
    case .browse(let url): open(url)
    case .setTheme, .setMouse, .bell, .show: break
    case .save(let text, let name): write(text, name)
    case .openProfile(let name):
      Task.detached(executorPreference: Workers.shared) { [desk, mailbox] in
        mailbox.post(desk.openProfile(name))
      }
    case .writeToTerminal, .redraw, .suspend, .enterProfile, .quit: break
    }
  }

  func cancelRequests() {
    for task in requests.withLock({ $0.values }) { task.cancel() }
  }

  private func handOver(_ text: String, _ label: String) {
    Task.detached(executorPreference: Workers.shared) { [desk, mailbox] in
      mailbox.post(.copied(label: label, await desk.copy(text)))
    }
  }

  private func open(_ url: String) {
    Task.detached(executorPreference: Workers.shared) { [desk, mailbox] in
      mailbox.post(.browsed(url: url, program: await desk.browse(url)))
    }
  }

  private func write(_ text: String, _ name: String) {
    Task.detached(executorPreference: Workers.shared) { [desk, mailbox] in
      do throws(Problem) {
        mailbox.post(.notice(Message("saved as \(try desk.save(text, name))", .success)))
      } catch { mailbox.post(.notice(Message("not saved: \(error.sentence)", .error))) }
    }
  }

  // MARK: - The cache

  private func read(_ effect: Effect) -> Task<Void, Never> {
    Task.detached(executorPreference: Workers.shared) { [library, mailbox] in
      do throws(LibraryError) {
        if let event = try await library.event(reading: effect) { mailbox.post(event) }
      } catch {
        guard !Task.isCancelled else { return }
        let problem = Problem(error)
        if case .readRows(_, _, _, let generation) = effect {
          mailbox.post(.rowsFailed(problem, generation: generation))
        } else {
          mailbox.post(.notice(Message(problem.sentence, .error)))
        }
      }
    }
  }

  /// A letter that is typed makes the question of the letter before worthless.
  private func replace(_ task: borrowing Mutex<Task<Void, Never>?>, with new: Task<Void, Never>) {
    task.withLock { task in
      task?.cancel()
      task = new
    }
  }

  // MARK: - Stripe

  private func request(_ effect: Effect) {
    start { [library, mailbox] in
      if let event = await library.event(requesting: effect) { mailbox.post(event) }
    }
  }

  private func sync() {
    start { [library, mailbox] in
      let throttle = Throttle(.milliseconds(250))
      let result = await library.syncAll(since: nil) { progress in
        guard throttle.isDue() else { return }
        mailbox.post(.syncing(SyncReport(progress, after: throttle.elapsed)))
      }
      let report = result.map { SyncReport($0, after: throttle.elapsed) }
      mailbox.post(.synced(report.mapError { Problem($0) }))
    }
  }

  /// Starts work that Ctrl-C stops.
  private func start(_ work: @escaping @Sendable () async -> Void) {
    let number = lastRequest.wrappingAdd(1, ordering: .relaxed).newValue
    // Put down under the lock that its end takes, so that it cannot end before it is put down.
    requests.withLock { running in
      running[number] = Task.detached(executorPreference: Workers.shared) { [self] in
        await work()
        requests.withLock { _ = $0.removeValue(forKey: number) }
      }
    }
  }
}
