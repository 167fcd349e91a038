import Glibc
import Synchronization

/// HTTP through libcurl, on one thread that starts with the first request.
///
/// Connections are kept, HTTP/2 is used when TLS negotiates it, redirects are not followed.
/// Source: https://curl.se/libcurl/c/libcurl-multi.html
package final class CurlTransport: Sendable {
  private let options: HTTPOptions
  private let mailbox = CurlMailbox()
  private let lastID = Atomic<UInt64>(0)

  /// Starts no thread yet.
  package init(_ options: HTTPOptions = HTTPOptions()) { self.options = options }

  deinit { shutdown() }

  /// The transport as the value that the rest of the program uses. It keeps the transport alive.
  package var client: HTTPClient {
    HTTPClient { request async throws(HTTPError) in try await self.send(request) }
  }

  /// Ends requests in flight with `.cancelled`, closes all connections and waits for the thread.
  /// Later requests are answered with `.cancelled`.
  package func shutdown() {
    guard let thread = mailbox.close() else { return }
    // The last reference may be released on the thread itself, which cannot wait for its own end.
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  private func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let address = try HTTPAddress(request.url)
    try request.headers.validate()
    try CurlLibrary.load()
    do throws(HTTPError) {
      return try await transfer(request, to: address)
    } catch {
      guard error.code == .tls else { throw error }
      throw await explained(error, request, address)
    }
  }

  /// The error, with the certificate that the server presents.
  private func explained(
    _ error: HTTPError, _ request: HTTPRequest, _ address: HTTPAddress
  ) async -> HTTPError {
    var probe = HTTPRequest(.get, request.url)
    probe.isCertificateProbe = true
    var error = error
    do throws(HTTPError) { _ = try await transfer(probe, to: address) } catch let seen {
      error.certificate = seen.certificate
    }
    if let origin = options.authorities?.origin {
      error.detail += "; trusted are the certificates that \(origin) names"
    }
    return error
  }

  private func transfer(
    _ request: HTTPRequest, to address: HTTPAddress
  ) async throws(HTTPError) -> HTTPResponse {
    let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        submit(
          CurlMailbox.Submission(
            id: id, request: request, address: address, continuation: continuation))
      }
    } onCancel: {
      mailbox.cancel(id)
    }
    return try answer.get()
  }

  private func submit(_ submission: CurlMailbox.Submission) {
    do throws(HTTPError) {
      try mailbox.post(.submit(submission)) {
        CurlThread.start(mailbox: mailbox, options: options)
      }
    } catch { return submission.continuation.resume(returning: .failure(error)) }
    // A cancellation that came before the submission found nothing to cancel.
    if Task.isCancelled { mailbox.cancel(submission.id) }
  }
}
