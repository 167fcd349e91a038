import Query
import Checkout
import Support
import Testing

@testable import Dashboard

@Suite("Following the selection")
struct FollowingMachineTests {
  @Test func `a cursor that had been at rest is followed at once, one on its way when it rests`() {
    var following = Following()
    let isFirstRead = following.approach("a", now: 1000, isUrgent: false)
    #expect(isFirstRead)
    following.end("a")
    following.follow("a")
    #expect(following.deadline == nil)
    let isReadOnTheWay = following.approach("b", now: 1050, isUrgent: false)
    #expect(!isReadOnTheWay)
    #expect(following.deadline == 1150)
    let isReadAtRest = following.approach("b", now: 1150, isUrgent: false)
    #expect(isReadAtRest)
    #expect(following.deadline == nil, "the answer is waited for")
  }

  @Test func `what is urgent is read at once, and once`() {
    var following = Following()
    _ = following.approach("a", now: 0, isUrgent: false)
    let isRead = following.approach("b", now: 10, isUrgent: true)
    #expect(isRead)
    let isReadAgain = following.approach("b", now: 500, isUrgent: true)
    #expect(!isReadAgain)
  }

  @Test func `a change is read once, and a failed reading is over`() {
    var following = Following()
    following.noteChange()
    let isAsked = following.ask(for: "a")
    let isAskedAgain = following.ask(for: "a")
    #expect(isAsked && !isAskedAgain)
    #expect(following.reading == "a")
    following.end("b")
    #expect(following.reading == "a")
    following.end("a")
    #expect(following.reading == nil)
  }
}

@Suite("Asking for line items")
struct LineItemPollingTests {
  @Test func `nothing wakes up before the cache has answered`() {
    var polling = LineItemPolling()
    polling.turn(to: "a", now: 0)
    #expect(polling.deadline(for: "a") == nil)
    polling.takeKnown(isComplete: false)
    #expect(polling.deadline(for: "a") == LineItemPolling.patience)
  }

  @Test func `a cache that has them all, or cannot be read, leaves nothing to ask`() {
    for isComplete in [true, false] {
      var polling = LineItemPolling()
      polling.turn(to: "a", now: 0)
      if isComplete { polling.takeKnown(isComplete: true) } else { polling.giveUp() }
      polling.takeKnown(isComplete: false)
      #expect(polling.deadline(for: "a") == nil)
    }
  }

  @Test func `one question at a time for each session, also when it was left and came back`() {
    var polling = LineItemPolling()
    polling.turn(to: "a", now: 0)
    polling.takeKnown(isComplete: false)
    let isEarly = polling.ask(for: "a", now: 149)
    let isDue = polling.ask(for: "a", now: 150)
    #expect(!isEarly && isDue)
    polling.turn(to: "b", now: 200)
    polling.turn(to: "a", now: 300)
    polling.takeKnown(isComplete: false)
    #expect(polling.deadline(for: "a") == nil)
    polling.end("a", isShown: true)
    #expect(polling.phase == .settled)
  }
}

@Suite("Watching a session")
struct WatchTests {
  @Test func `it is read every five seconds until it has ended, whatever fails between`() {
    var watch = Watch("cs_test_1", now: 0)
    #expect(watch.deadline == 5000)
    let isEarly = watch.ask(now: 4999)
    let isDue = watch.ask(now: 5000)
    #expect(!isEarly && isDue)
    #expect(watch.deadline == nil)
    let afterFailure = watch.take(.failure(Problem("no connection")), now: 6000)
    #expect(afterFailure == nil && watch.deadline == 11_000)
    let open = StoredSession(.make(id: "cs_test_1"), fetchedAt: 1)
    let whileOpen = watch.take(.success(open), now: 12_000)
    #expect(whileOpen == nil && watch.deadline == 17_000)
    let paid = StoredSession(.make(id: "cs_test_1", status: "complete"), fetchedAt: 1)
    #expect(watch.take(.success(paid), now: 18_000) == paid.session)
  }
}

@Suite("Syncing")
struct SyncWorkTests {
  @Test func `the summary counts from the beginning, and a late report is nobody's`() {
    var work = SyncWork.idle
    let isLate = work.take(SyncReport(Changes(received: 1)))
    #expect(!isLate && work.report == nil)
    work.begin(uptime: 1000, retries: 2)
    let isTaken = work.take(SyncReport(Changes(received: 7)))
    #expect(isTaken && work.report?.changes.received == 7)
    let message = work.end(
      .success(SyncReport(Changes(received: 100, added: 9, requests: 3))), uptime: 3500, retries: 3,
      .standard)
    #expect(message.text == "synced: 100 sessions read, 9 new, 3 requests in 2.5 s, 1 retry")
    #expect(work == .idle)
  }
}

@Suite("Refreshing by itself")
struct AutoRefreshTests {
  @Test func `it is due at once when it is switched on, then after each interval`() {
    var refresh = AutoRefresh(seconds: 30)
    let isDueWhileOff = refresh.ask(now: 0)
    #expect(!isDueWhileOff)
    #expect(refresh.toggle(now: 1000).text == "auto refresh is on: every 30 s")
    let isDueAtOnce = refresh.ask(now: 1000)
    let isDueAgain = refresh.ask(now: 30_999)
    #expect(isDueAtOnce && !isDueAgain && refresh.dueAt == 31_000)
    #expect(refresh.toggle(now: 2000).text == "auto refresh is off")
    #expect(refresh.dueAt == nil)
  }
}

@Suite("What Stripe was asked and has not answered")
struct UnansweredRequestTests {
  @Test func `each request has one answer, and a sync's progress is none`() {
    var requests = UnansweredRequests()
    requests.send(.stripe(.sync))
    requests.send(.stripe(.expire(id: "cs_test_1", idempotencyKey: "till-1")))
    requests.take(.syncing(SyncReport()))
    #expect(requests.hasWrites && !requests.isEmpty)
    requests.take(.expired(id: "cs_test_1", .success(.unknown("lost"))))
    #expect(!requests.hasWrites && !requests.isEmpty)
    requests.take(.synced(.success(SyncReport())))
    #expect(requests.isEmpty)
    requests.take(.synced(.success(SyncReport())))
    #expect(requests.isEmpty, "what nobody asked is not counted")
  }
}
