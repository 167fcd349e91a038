package import Checkout
package import Query
package import Screen
package import JSON

/// What the view-model asks the outside to do, by who does it. Data, never a closure, so that tests
/// can compare it.
package enum Effect: Equatable, Sendable {
  case cache(CacheQuestion)
  case stripe(StripeRequest)
  case firestore(FirestoreRequest)
  case system(SystemRequest)
  case loop(LoopRequest)
}

/// What the cache is asked. It is answered by a ``CacheAnswer``.
package enum CacheQuestion: Equatable, Sendable {
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  case readFacts(ListQuery, generation: Int)
  case countTabs(TabQuestion)
  case readDetail(id: String)
  case readObject(StripeID)
  case readFieldNames(ListQuery)
  case readFields([JSONPath], ids: [String])
  case readSummaries(ids: [String])
  case readMarks(ListQuery, generation: Int)
  /// The totals of a list for stretches of time, in Unix seconds.
  case readStatistics(ListQuery, [Range<Int>], generation: Int)
  /// How the sessions of a span were paid, and from where.
  case readParts(ListQuery, Range<Int>, generation: Int)
  /// What is known of sessions, for comparing them.
  case readSessions(ids: [String])
}

/// What Stripe is asked. It is answered by a ``StripeAnswer``.
package enum StripeRequest: Equatable, Sendable {
  case fetch(PageDirection, SessionFilter, generation: Int)
  case refresh(id: String)
  /// `beside`: the words that were pasted with it, which are looked for where it finds nothing.
  case find(Lookup, beside: String? = nil)
  case sync
  case fetchLineItems(id: String)
  case fetchObject(StripeID)
  /// Reads the objects that a session's story is told from.
  case fetchStory(id: String)
  case expire(id: String, idempotencyKey: String)
  /// One row of a bulk expire.
  case expireRow(id: String, idempotencyKey: String)
  case create([FormParameter], idempotencyKey: String)
  case update(id: String, [FormParameter], idempotencyKey: String)
}

/// Questions to Firestore, and about the stored documents. Each is answered by a
/// ``FirestoreAnswer``, or is `failed`. Only `count`, `readAll`, `refresh` and `user` reach
/// Firestore, which bills every document; `sessions` may reach Stripe.
package enum FirestoreRequest: Equatable, Sendable {
  /// When the stored documents were read.
  case open
  /// How many documents there are.
  case count
  /// Reads all of them.
  case readAll
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  /// Counts the documents of a list, of each state, and of views by their names.
  case readFacts(ListQuery, views: [String: ListQuery], generation: Int)
  case readDocument(id: String)
  case readFieldNames(ListQuery)
  case readTexts([JSONPath], ids: [String])
  /// Reads one document again.
  case refresh(id: String)
  /// The document of a user.
  case user(id: String)
  /// Sessions by their ids, from the cache, else from Stripe.
  case sessions([String])
  /// One session again, from Stripe.
  case refreshSession(String)
  /// The documents that name a session.
  case ofSession(String)
  /// The documents that match a look-up.
  case seek(String)
}

extension FirestoreRequest {
  /// Whether Ctrl-C stops it; if not, it only reads what is stored.
  package var isStoppable: Bool {
    switch self {
    case .count, .readAll, .refresh, .refreshSession, .user, .sessions: true
    case .open, .readRows, .readFacts, .readDocument, .readFieldNames, .readTexts, .ofSession,
      .seek:
      false
    }
  }
}

/// Everything outside the dashboard except the cache and the servers: the clipboard, the browser,
/// the disk, the profiles.
package enum SystemRequest: Equatable, Sendable {
  /// Stops what Ctrl-C stops: requests to Stripe and Firestore, exports, and the user's own
  /// commands. Each is still answered. Questions about what is stored go on.
  case cancelRequests
  case copy(text: String, label: String)
  /// Writes a file of that name in the state folder, readable only by the user.
  case save(text: String, name: String)
  /// Writes all cached sessions of a list to a file.
  case export(ExportWish)
  /// Asks for a name like this one that no file has yet.
  case offerName(String)
  /// The view-model has checked the address.
  case browse(url: String)
  case openProfile(String)
  /// A command of the user's own.
  case run(OwnRun)
  /// Makes a QR code of a text; the id is that of its session.
  case encode(text: String, id: String)
}

/// What the run loop does itself, because it holds the terminal.
package enum LoopRequest: Equatable, Sendable {
  case writeToTerminal([UInt8])
  case setTheme(Theme)
  case setMouse(Bool)
  case bell
  /// A desktop notification. Others may see it, so it holds no personal data.
  case notify(String)
  /// Shows a text in a program on the terminal; the program reads it from a file of that name.
  case show(text: String, name: String, OutsideProgram)
  case redraw
  case suspend
  case quit
  /// Leaves this account for a profile that has been opened.
  case enterProfile(String)
}
