import Glibc

/// The clocks that the request log uses.
package struct HTTPClock: Sendable {
  /// Milliseconds since 1970.
  package var wall: @Sendable () -> Int
  /// Time since any fixed moment; never jumps.
  package var uptime: @Sendable () -> Duration

  package init(
    wall: @escaping @Sendable () -> Int, uptime: @escaping @Sendable () -> Duration
  ) {
    self.wall = wall
    self.uptime = uptime
  }

  /// This machine's clocks.
  package static let system: HTTPClock = {
    let origin = ContinuousClock.now
    return HTTPClock(
      wall: {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
      },
      uptime: { ContinuousClock.now - origin })
  }()
}

extension HTTPClient {
  /// The same client, which reports every try when it is over, on any thread.
  package func logging(
    clock: HTTPClock = .system, _ log: @escaping @Sendable (HTTPExchange) -> Void
  ) -> HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      let (started, origin) = (clock.wall(), clock.uptime())
      func note(_ outcome: HTTPExchange.Outcome, bytes: Int, requestID: String?) {
        let (seconds, attoseconds) = (clock.uptime() - origin).components
        log(
          HTTPExchange(
            started: started, method: request.method, target: request.loggedTarget,
            attempt: request.attempt, outcome: outcome,
            milliseconds: Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000),
            bytes: bytes, requestID: requestID))
      }
      do throws(HTTPError) {
        let response = try await send(request)
        note(
          .status(response.status), bytes: response.body.count + response.bytesTaken,
          requestID: response.requestID)
        return response
      } catch {
        note(.failed(error.code), bytes: 0, requestID: nil)
        throw error
      }
    }
  }

  /// The same client, which writes out the headers it sends and receives, one line at a time,
  /// without line breaks, on any thread. Keys and cookies are masked, bodies left out.
  package func dumpingHeaders(_ write: @escaping @Sendable (String) -> Void) -> HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      write("> \(request.method.rawValue) \(request.loggedTarget)")
      for field in request.headers.fields { write("> \(field)") }
      do throws(HTTPError) {
        let response = try await send(request)
        write("< \(response.status)")
        for field in response.headers.fields { write("< \(field)") }
        return response
      } catch {
        write("< \(error.code)")
        throw error
      }
    }
  }
}

extension HTTPResponse {
  /// Stripe's id for the request, for its support; nil unless it has the form of one.
  /// Source: https://docs.stripe.com/api/request_ids
  package var requestID: String? {
    headers["Request-Id"].flatMap { id in
      let isPlain = id.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") }
      return isPlain && (1...255).contains(id.utf8.count) ? id : nil
    }
  }
}
