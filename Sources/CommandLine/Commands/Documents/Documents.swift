import ArgumentParser
import Checkout
import Dashboard
import DocumentLibrary
import Firestore
import Query
import RecordCache
import Screen
import Units

/// `till documents`: the documents from which the Firebase extension creates sessions.
struct Documents: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents",
    abstract: "List the checkout_sessions documents of the Firebase extension.",
    discussion: """
      Reads Firestore, which counts every document as a read; how many these are is said first. \
      Nothing is ever written. States: created (it became a session), waiting (for less than 30 \
      seconds), failed (with the reason), unanswered (the extension never ran) and mobile (no \
      Checkout Session). “till document PATH” shows one. The profile's \
      [profiles.NAME.firestore] says where they are.
      """)

  @Option(
    help: """
      Only documents in this state: \(DocumentState.allCases.map(\.rawValue).joined(separator: ", ")).
      """,
    completion: .list(DocumentState.allCases.map(\.rawValue)))
  var state: DocumentState?
  @Option(help: "Only the documents of this Firebase user.")
  var user: String?
  @Flag(
    help: """
      Only documents of the same user within \(DuplicateDocuments.window / 60) minutes of each \
      other, but for failed ones: double clicks and retries.
      """)
  var duplicates = false
  @Flag(help: "Show what “till sync --documents” has kept, without network.")
  var cached = false
  @Option(
    help: """
      Search what is kept: words, state:failed, user=UID, session:cs_…, error:price, meta.order:A-1, \
      created:>7d. Implies --cached.
      """)
  var query: String?
  @Option(
    help: ArgumentHelp(
      "List what this view of the documents shows, in its order. Implies --cached.",
      valueName: "name"))
  var view: String?
  @Option(help: "List this many at the most.")
  var limit: Int?
  @Option(help: "Documents in one request, 1 to 10000.")
  var pageSize = FirestoreClient.usualPage
  @Option(
    help: """
      table, json, ndjson or csv. json and ndjson give Firestore's REST documents; only white space \
      differs.
      """)
  var format = OutputFormat.table
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
    if !(1...10_000).contains(pageSize) {
      throw ValidationError("--page-size is a number from 1 to 10000.")
    }
    if let user, !CustomersCollection.isSegment(user) {
      throw ValidationError("--user wants the id of a Firebase user.")
    }
  }

  func run(in world: World) async throws {
    let setup = try Setup.current(in: world)
    let connection = try FirestoreConnection.open(options, setup, in: world)
    if cached || query != nil || view != nil {
      let view = try view.map { name throws(Failure) in try setup.documentView(named: name) }
      return try await list(
        connection.openCache(options, setup, in: world), view ?? DocumentView(), in: world)
    }
    var writer = DocumentWriter(format, in: world)
    var left = limit ?? .max
    var isCut = false
    var source = DocumentSource(connection.client, user: user, pageSize: pageSize)
    do {
      let isCounted = state != nil || duplicates || limit == nil
      if isCounted {
        // The count is shown before anything is read, since reads cost money.
        let count = try await connection.client.count(of: user)
        world.console.say("till: this reads \(count.counted("document"))")
      }
      // Without a count, no more are read than are listed.
      while left > 0,
        let page = try await source.next(
          atMost: isCounted ? .max : left, duplicatesOnly: duplicates)
      {
        for document in page {
          let now = world.now()
          guard state == nil || document.state(at: now) == state else { continue }
          guard left > 0 else {
            isCut = true
            break
          }
          try writer.write(document, at: now)
          left -= 1
        }
      }
    } catch {
      if !(error is OutputError) { writer.abandon() }
      throw error
    }
    try writer.finish()
    if isCut {
      world.console.say(Self.isCut)
    } else if left == 0, source.mayGoOn {
      world.console.say("till: the rest was not read, and more may exist; --limit N lists N")
    }
    if source.leftOut > 0 {
      world.console.say(
        "till: \(source.leftOut.counted("document")) of other collections of that name left out")
    }
  }
}

extension DocumentState: ExpressibleByArgument {}

extension Documents {
  private static let isCut: SafeText = "till: more documents match; --limit N lists N"

  /// Lists what is kept, in the order of a view.
  private func list(
    _ documents: DocumentCache, _ view: DocumentView, in world: World
  ) async throws {
    let text = [view.filter, query ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    var listed = ListQuery()
    do throws(QueryError) {
      listed = try view.query(filter: text, now: world.now(), zone: world.zone())
    } catch { throw Failure(.usage, error.pointing(at: text)) }
    var writer = DocumentWriter(format, in: world)
    var (left, found, isCut) = (limit ?? .max, 0, false)
    var lostOutput: OutputError?
    do {
      guard let readTime = try await documents.readTime() else {
        throw CacheError(.failed, "no documents are kept yet: “till sync --documents” reads them")
      }
      // The documents of one group of duplicates can be far apart in time.
      var duplicates: Set<String>?
      if self.duplicates {
        var candidates: [DuplicateDocuments.Candidate] = []
        try await documents.forEach(ListQuery()) { document in
          candidates.append(DuplicateDocuments.Candidate(document))
          return true
        }
        duplicates = Set(DuplicateDocuments.groups(candidates).joined())
      }
      let now = world.now()
      try await documents.forEach(listed) { document in
        guard state == nil || document.state(at: now) == state,
          user == nil || document.user == user,
          duplicates?.contains(document.id) != false
        else { return true }
        isCut = left == 0
        guard !isCut else { return false }
        do throws(OutputError) { try writer.write(document, at: now) } catch {
          lostOutput = error
          return false
        }
        (left, found) = (left - 1, found + 1)
        return true
      }
      if let lostOutput { throw lostOutput }
      try writer.finish()
      let age = Moment(readTime).relative(to: now, .long)
      world.console.say("till: \(found.counted("document")), as Firestore had them \(age)")
      if isCut { world.console.say(Self.isCut) }
      let read = try? RecordQuery(documents: text, now: now, zone: world.zone())
      if let caution = read?.caution() { world.console.say("till: \(caution)") }
    } catch {
      if !(error is OutputError) { writer.abandon() }
      throw error
    }
    // A search without a match. A plain list may be empty.
    if found == 0, query != nil { throw ExitCode(Failure.Code.failed.rawValue) }
  }
}

/// All documents, or those of one user.
private struct DocumentSource {
  private let client: FirestoreClient
  private let user: String?
  private let pageSize: Int
  private var walk: DocumentWalk
  private var token: String?
  private var isOver = false
  private var filter = DuplicateFilter()

  init(_ client: FirestoreClient, user: String?, pageSize: Int) {
    self.client = client
    self.user = user
    self.pageSize = pageSize
    walk = DocumentWalk(client, limit: pageSize)
  }

  var leftOut: Int { walk.leftOut }

  /// Whether documents may follow that were not read.
  var mayGoOn: Bool { !isOver && (user != nil || walk.mayGoOn) }

  /// The next page; nil after the last one.
  mutating func next(
    atMost most: Int, duplicatesOnly: Bool
  ) async throws(FirestoreError) -> [CheckoutDocument]? {
    guard !isOver else { return nil }
    let page = try await read(most)
    guard duplicatesOnly else { return page }
    guard let page else { return filter.finish() }
    return page.flatMap { filter.take($0) } + (isOver ? filter.finish() : [])
  }

  private mutating func read(_ most: Int) async throws(FirestoreError) -> [CheckoutDocument]? {
    guard let user else {
      let page = try await walk.next(atMost: most)
      isOver = page == nil
      return page
    }
    let (documents, next) = try await client.sessions(
      of: user, limit: min(pageSize, most), token: token)
    token = next
    isOver = next == nil
    return documents
  }
}
