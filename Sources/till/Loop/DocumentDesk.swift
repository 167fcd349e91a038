import Checkout
import CommandLine
import Dashboard
import DocumentLibrary
import Firestore
import RecordCache
import Screen
import SessionLibrary

/// Answers what the dashboard asks of Firestore.
struct DocumentDesk: Sendable {
  let client: FirestoreClient
  let connection: Connection

  /// A reading posts its pages before its answer.
  func answer(
    _ request: FirestoreRequest, _ post: @Sendable (FirestoreAnswer) -> Void
  ) async {
    switch request {
    case .count:
      do throws(FirestoreError) { post(.counted(.success(try await client.count()))) } catch {
        post(.counted(.failure(Problem(error))))
      }
    case .readAll:
      do throws(FirestoreError) {
        var walk = DocumentWalk(client)
        while let page = try await walk.next() {
          post(.page(page.map { DocumentSummary($0, in: client.customers) }))
        }
        post(.ended(.success(walk.leftOut)))
      } catch { post(.ended(.failure(Problem(error)))) }
    case .join(let id, let user, let sessionID):
      post(.joined(id: id, await join(user, sessionID)))
    }
  }

  private func join(_ user: String, _ sessionID: String?) async -> JoinedDocument {
    var joined = JoinedDocument()
    do throws(FirestoreError) {
      if let document = try await client.users([user]).first {
        joined.user = JoinedDocument.AnyUser(
          path: document.name.path, customer: document.fields["stripeId"]?.string,
          email: document.fields["email"]?.string)
      }
    } catch { joined.problem = "the user was not read: \(error.sentence)" }
    guard let sessionID else { return joined }
    if let stored = try? await connection.cache.session(sessionID) {
      joined.session = stored.session
      return joined
    }
    do throws(LibraryError) {
      joined.session = try await connection.library.refresh(sessionID).session
    } catch { joined.problem = "the session was not read: \(Problem(error).sentence)" }
    return joined
  }
}

extension Problem {
  init(_ error: FirestoreError) { self.init(Sanitiser.display(error.sentence)) }
}
