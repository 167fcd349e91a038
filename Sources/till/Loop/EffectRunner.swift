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

  init(library: SessionLibrary, mailbox: Mailbox, desk: Desk) {
    self.library = library
    self.mailbox = mailbox
    self.desk = desk
  }

  /// Starts what is asked for; nil for what only the loop can do, with the terminal in its hands.
  func start(_ effect: Effect) {
    switch effect {
    case .readRows, .readFacts, .readDetail, .readObject, .readSummaries, .readMarks:
      read(effect)
    case .fetch, .refresh, .fetchLineItems, .fetchObject, .expire, .expireRow, .create,
      .update:
      request(effect)
    case .cancelRequests: cancelRequests()
    case .copy(let text, let label): handOver(text, label)
    case .browse(let url): open(url)
    case .save(let text, let name): write(text, name)
    case .openProfile(let name):
      Task.detached { [desk, mailbox] in mailbox.post(desk.openProfile(name)) }
    case .writeToTerminal, .redraw, .suspend, .enterProfile, .quit: break
    }
  }

  func cancelRequests() {
    for task in requests.withLock({ $0.values }) { task.cancel() }
  }

  private func handOver(_ text: String, _ label: String) {
    Task.detached { [desk, mailbox] in
      mailbox.post(.copied(label: label, await desk.copy(text)))
    }
  }

  private func open(_ url: String) {
    Task.detached { [desk, mailbox] in
      mailbox.post(.browsed(url: url, program: await desk.browse(url)))
    }
  }

  private func write(_ text: String, _ name: String) {
    Task.detached { [desk, mailbox] in
      do throws(Problem) {
        mailbox.post(.notice(Message("saved as \(try desk.save(text, name))", .success)))
      } catch { mailbox.post(.notice(Message("not saved: \(error.sentence)", .error))) }
    }
  }

  // MARK: - The cache

  private func read(_ effect: Effect) {
    Task.detached { [library, mailbox] in
      do throws(LibraryError) {
        if let event = try await library.event(reading: effect) { mailbox.post(event) }
      } catch {
        mailbox.post(.notice(Message(Problem(error).sentence, .error)))
      }
    }
  }

  // MARK: - Stripe

  private func request(_ effect: Effect) {
    let number = lastRequest.wrappingAdd(1, ordering: .relaxed).newValue
    // Put down under the lock that its end takes, so that it cannot end before it is put down.
    requests.withLock { running in
      running[number] = Task.detached { [library, mailbox, self] in
        if let event = await library.event(requesting: effect) { mailbox.post(event) }
        requests.withLock { _ = $0.removeValue(forKey: number) }
      }
    }
  }
}
