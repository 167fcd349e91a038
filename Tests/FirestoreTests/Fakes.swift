import Host
import Checkout
import JSON
import HTTP
import Support
import Testing

@testable import Firestore

extension FakeNetwork {
  var tokens: [String?] { requests.map { $0.headers["Authorization"] } }
  var bodies: [String] { requests.map { String(decoding: $0.body ?? [], as: UTF8.self) } }
}

extension Result<HTTPResponse, HTTPError> {
  /// An error in Firestore's form; in an array of one for methods that stream.
  static func refusal(
    _ status: Int, _ name: String, _ message: String, isWrapped: Bool = false
  ) -> Self {
    let error =
      #"{"error":{"code":\#(status),"message":\#(JSONEscapes.encode(message)),"#
      + #""status":"\#(name)"}}"#
    return .answer(isWrapped ? "[\(error)]" : error, status: status)
  }
}

/// Waits that take no time, and are recorded.
final class Waits: Sendable {
  private let state = Locked<[Duration]>([])
  var all: [Duration] { state.withLock { $0 } }
  func add(_ wait: Duration) { state.withLock { $0.append(wait) } }
}

extension FirestoreClient {
  /// A client on a fake network, where waiting takes no time and jitter is always the longest.
  static func make(
    _ network: FakeNetwork, origin: TokenSource.Origin = .emulator,
    customers: CustomersCollection = .usual, now: @escaping @Sendable () -> Int = { 1_000 },
    waits: Waits = Waits(), onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
  ) throws -> FirestoreClient {
    var retry = RetryPolicy.firestore
    retry.random = { 1 }
    retry.sleep = { waits.add($0) }
    let database = try #require(
      FirestoreDatabase(project: "shop", host: try FirestoreDatabase.Host(emulator: "127.0.0.1:1")))
    return FirestoreClient(
      database: database, customers: customers,
      tokens: TokenSource(origin, http: network.client, now: now), http: network.client,
      version: "1.2.3", retry: retry, onRetry: onRetry)
  }
}

let root = "projects/shop/databases/(default)/documents"

/// An answer of runQuery with documents at these paths, each with a `created` where one is given.
func listJSON(_ paths: [String], created: [String] = [], readTime: String = "2026-11-26T12:00:00Z")
  -> String
{
  if paths.isEmpty { return #"[{"readTime":"\#(readTime)"}]"# + "\n" }
  let elements = paths.enumerated().map { index, path in
    let fields =
      created.isEmpty
      ? "" : #""fields":{"created":{"timestampValue":"\#(created[index])"}},"#
    return #"{"document":{"name":"\#(root)/\#(path)",\#(fields)"createTime":"\#(readTime)","#
      + #""updateTime":"\#(readTime)"},"readTime":"\#(readTime)"}"#
  }
  return "[" + elements.joined(separator: "\n,\r\n") + "]\n"
}

/// The error that a call ends with; nil when it succeeds.
func failure(_ body: () async throws(FirestoreError) -> some Any) async -> FirestoreError? {
  do throws(FirestoreError) {
    _ = try await body()
    return nil
  } catch { return error }
}
