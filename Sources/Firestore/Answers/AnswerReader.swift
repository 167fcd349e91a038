import HTTP
import Host
import JSON

/// Parses an answer as it arrives, on the thread that delivers it.
///
/// Methods that stream answer with a list, and each of its elements is parsed as soon as it is
/// complete.
final class AnswerReader: Sendable {
  private struct State {
    var cutter = JSONCutter()
    var values: [JSON] = []
    var problem: JSONError?
  }

  private let state = Locked(State())

  /// The sink for the transport.
  var sink: BodySink { BodySink { self.take($0) } }

  /// Drops what comes after a syntax error: the answer did arrive, and is no broken connection.
  private func take(_ piece: [UInt8]) {
    state.withLock { state in
      guard state.problem == nil else { return }
      var values: [JSON] = []
      do throws(JSONError) {
        try state.cutter.take(piece) { values.append($0) }
      } catch {
        state.problem = error
      }
      state.values += values
    }
  }

  /// The answer, when all of it has arrived. `rest` are bytes that the transport has not passed to
  /// the sink.
  func finish(_ rest: [UInt8]) throws(JSONError) -> CallAnswer {
    take(rest)
    return try state.withLock { state throws(JSONError) in
      if let problem = state.problem { throw problem }
      var values = state.values
      try state.cutter.finish { values.append($0) }
      return CallAnswer(values: values, isList: state.cutter.isList)
    }
  }
}

/// The result of a call.
struct CallAnswer: Sendable {
  /// The elements of a list, or the single value.
  let values: [JSON]
  let isList: Bool

  /// The value of a method that answers with one object; nil for a list.
  var object: JSON? { isList ? nil : values.first.flatMap { $0.kind == .object ? $0 : nil } }

  /// The error among the values, as an object of the API.
  var error: JSON? { values.lazy.compactMap(FirestoreError.object).first }
}
