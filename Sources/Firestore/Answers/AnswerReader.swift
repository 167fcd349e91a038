import HTTP
import Host
import JSON

/// Takes an answer apart while it comes, on the thread that brings it.
///
/// The methods that stream answer with a list, and each of its elements is parsed when it is there.
final class AnswerReader: Sendable {
  private struct State {
    var cutter = JSONCutter()
    var values: [JSON] = []
    var problem: JSONError?
  }

  private let state = Locked(State())

  /// Where the transport puts what comes.
  var sink: BodySink { BodySink { [weak self] in self?.take($0) ?? false } }

  /// - Returns: whether more is wanted.
  private func take(_ piece: [UInt8]) -> Bool {
    state.withLock { state in
      guard state.problem == nil else { return false }
      var values: [JSON] = []
      do throws(JSONError) {
        try state.cutter.take(piece) { values.append($0) }
      } catch {
        state.problem = error
      }
      state.values += values
      // What is behind a mistake is read and thrown away: the answer has come all the same.
      return true
    }
  }

  /// The answer, when all of it is there. `rest` are bytes that the transport has not handed over.
  func finish(_ rest: [UInt8]) throws(JSONError) -> CallAnswer {
    _ = take(rest)
    return try state.withLock { state throws(JSONError) in
      if let problem = state.problem { throw problem }
      var values = state.values
      try state.cutter.finish { values.append($0) }
      return CallAnswer(values: values, isList: state.cutter.isList)
    }
  }
}

/// What a call has brought.
struct CallAnswer: Sendable {
  /// The elements of a list, or the one value that is no list.
  let values: [JSON]
  let isList: Bool

  /// The value of a method that answers with one object; nil for a list.
  var object: JSON? { isList ? nil : values.first.flatMap { $0.kind == .object ? $0 : nil } }

  /// The error that stands among the values, as an object of the API.
  var error: JSON? { values.lazy.compactMap(FirestoreError.object).first }
}
