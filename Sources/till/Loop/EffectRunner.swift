import Checkout
import CommandLine
import Dashboard
import Host
import SessionLibrary
import Widgets
import Stripe
import Synchronization

/// Turns effects into work, and the results into events. Nothing else does.
///
/// Reading the cache and asking Stripe happen in tasks of their own; the loop never waits.
final class EffectRunner: Sendable {
  private let library: SessionLibrary
  private let desk: Desk
  /// nil when the account has no Firestore.
  private let documents: DocumentDesk?
  private let mailbox: Mailbox
  private struct Running: Sendable {
    let task: Task<Void, Never>
    /// Whether Ctrl-C stops it.
    let isRequest: Bool
  }

  /// The tasks that end with the account.
  private let running = Locked<[Int: Running]>([:])
  private let lastTask = Atomic<Int>(0)
  /// The last question of each kind of which only the latest answer matters.
  private let latest = Locked<[Latest: Task<Void, Never>]>([:])

  init(
    library: SessionLibrary, documents: DocumentDesk?, mailbox: Mailbox, desk: Desk
  ) {
    self.library = library
    self.documents = documents
    self.mailbox = mailbox
    self.desk = desk
  }

  /// Starts what is asked for.
  func start(_ effect: Effect) {
    switch effect {
    case .cache(let question): ask(question)
    case .stripe(let request): send(request)
    case .firestore(let request):
      begin(isRequest: request.isStoppable) { [documents, mailbox] in
        await documents?.answer(request) { mailbox.post(.firestore($0)) }
      }
    case .system(let request): start(request)
    case .loop: break  // The loop has done it: it holds the terminal.
    }
  }

  /// Stops all that uses the connection, which is about to be closed: closing waits for the reads
  /// that have begun.
  func end() { cancel { _ in true } }

  private func cancel(_ isMeant: (Running) -> Bool) {
    for running in running.withLock({ Array($0.values) }) where isMeant(running) {
      running.task.cancel()
    }
  }

  // MARK: - The system

  private func start(_ request: SystemRequest) {
    switch request {
    case .cancelRequests: cancel(\.isRequest)
    case .copy(let text, let label):
      work { [desk] in .copied(label: label, await desk.copy(text)) }
    case .browse(let url):
      work { [desk] in .browsed(url: url, program: await desk.browse(url)) }
    case .save(let text, let name):
      work { [desk] in
        do throws(Problem) {
          return .notice(Message("saved as \(try desk.save(text, name))", .success))
        } catch { return .notice(Message("not saved: \(error.sentence)", .error)) }
      }
    case .export(let wish):
      begin(isRequest: true) { [library, documents, mailbox, desk] in
        let outcome = await ExportFile.write(
          wish, to: desk.wholePath(wish.path), from: library, documents)
        mailbox.post(.system(.exported(wish, outcome)))
      }
    case .offerName(let name): work { [desk] in .nameOffered(desk.freeName(name)) }
    case .run(let run):
      begin(isRequest: true) { [desk, mailbox] in
        mailbox.post(.system(.ran(run, await desk.run(run))))
      }
    case .encode(let text, let id): work { .encoded(id: id, HalfBlocks.code(of: text)) }
    case .openProfile(let name): work { [desk] in await desk.openProfile(name) }
    }
  }

  /// Starts what does not use the connection. It may end after the account: its answer is not read
  /// then, but a text that was copied must still reach the clipboard.
  private func work(_ answer: @escaping @Sendable () async -> SystemAnswer) {
    Task.detached(executorPreference: Workers.shared) { [mailbox] in
      mailbox.post(.system(await answer()))
    }
  }

  // MARK: - The cache

  private func ask(_ question: CacheQuestion) {
    let task = begin(isRequest: false) { [self] in await answer(question) }
    // Each typed letter makes the question for the letter before it useless.
    if let kind = question.replaces {
      latest.withLock { $0.updateValue(task, forKey: kind) }?.cancel()
    }
  }

  private func answer(_ question: CacheQuestion) async {
    do throws(LibraryError) {
      mailbox.post(.cache(try await library.answer(to: question)))
    } catch {
      // The answer to a replaced question is dropped; a question that the user stopped is reported.
      if Task.isCancelled, question.replaces != nil { return }
      mailbox.post(.cache(.failed(question, Problem(error))))
    }
  }

  // MARK: - Stripe

  private func send(_ request: StripeRequest) {
    begin(isRequest: true) { [library, mailbox] in
      let answer = await library.answer(to: request) { mailbox.post(.stripe($0)) }
      mailbox.post(.stripe(answer))
    }
  }

  /// Starts work that ends with the account at the latest.
  @discardableResult
  private func begin(
    isRequest: Bool, _ work: @escaping @Sendable () async -> Void
  ) -> Task<Void, Never> {
    let number = lastTask.wrappingAdd(1, ordering: .relaxed).newValue
    // Stored under the lock that its end takes, so that it cannot end before it is stored.
    return running.withLock { running in
      let task = Task.detached(executorPreference: Workers.shared) { [self] in
        await work()
        self.running.withLock { _ = $0.removeValue(forKey: number) }
      }
      running[number] = Running(task: task, isRequest: isRequest)
      return task
    }
  }
}

/// Questions of which a new one makes the one before it useless.
private enum Latest { case rows, facts, statistics, parts }

extension CacheQuestion {
  /// What the question is the latest of; nil if every answer matters.
  fileprivate var replaces: Latest? {
    switch self {
    case .readRows: .rows
    case .readFacts: .facts
    case .readStatistics: .statistics
    case .readParts: .parts
    case .countTabs, .readDetail, .readObject, .readFieldNames, .readFields, .readSummaries,
      .readMarks, .readSessions:
      nil
    }
  }
}
