import Firestore
import HTTP
import Host
import Sandbox
import Testing

extension FirestoreClient {
  /// The sandbox as a network, without a socket. Its clock always says `now`.
  static func sandbox(
    sessions: Int = 2_000, now: Double = 1_795_694_400
  ) throws -> FirestoreClient {
    var options = SandboxOptions()
    options.sessions = sessions
    let store = Locked(SandboxStore(options: options, start: now))
    let http = HTTPClient { request async throws(HTTPError) in
      let address = try HTTPAddress(request.url)
      let halves = address.target.split(separator: "?", maxSplits: 1).map(String.init)
      let answer = store.withLock {
        $0.respond(
          to: SandboxRequest(
            method: request.method.rawValue, path: halves[0],
            query: halves.count > 1 ? halves[1] : "",
            body: String(decoding: request.body ?? [], as: UTF8.self)), at: now)
      }
      return HTTPResponse(status: answer.status, body: answer.body)
    }
    let database = try #require(
      FirestoreDatabase(project: "demo", host: try FirestoreDatabase.Host(emulator: "127.0.0.1:1")))
    return FirestoreClient(
      database: database, tokens: TokenSource(.emulator, http: http, now: { 0 }), http: http,
      version: "test")
  }
}
