import Checkout
import Query
import HTTP
import JSON

/// A successful answer of the API: one JSON object, and Stripe's id of the request.
struct Answer {
  let json: JSON
  let requestID: String?

  /// - Throws: the error of the API or of the network.
  init(_ outcome: Result<HTTPResponse, HTTPError>, _ key: APIKey) throws(StripeError) {
    switch outcome {
    case .failure(let error) where error.code == .cancelled: throw .cancelled
    case .failure(let error): throw StripeError(.unreachable(error), error.detail)
    case .success(let response): try self.init(response, key)
    }
  }

  private init(_ response: HTTPResponse, _ key: APIKey) throws(StripeError) {
    requestID = response.requestID
    guard (200..<300).contains(response.status) else { throw StripeError(response, key) }
    do throws(JSONError) {
      json = try JSON(parsing: response.body)
    } catch {
      throw .unexpected(
        "the answer (\(response.summary)) is not JSON: \(error)", status: response.status,
        requestID: requestID)
    }
    guard json.kind == .object else { throw unexpected("the answer is JSON, but not an object") }
    // A proxy in between may turn an error into a success.
    if let message = json.value("error")?["message"]?.string {
      throw unexpected("an error came as a success: " + key.scrubbed(message.clipped))
    }
  }

  /// An error that says what is wrong with this answer.
  func unexpected(_ message: String) -> StripeError {
    .unexpected(message, status: 200, requestID: requestID)
  }

  /// Checks that the answer is the object that was asked for.
  func require(object: String, id: String? = nil) throws(StripeError) {
    guard json["object"]?.string == object else {
      throw unexpected("the answer is not a \(object)")
    }
    if let id, json["id"]?.string != id {
      throw unexpected("the answer is about another object than \(id)")
    }
  }

  /// Reads a list, and checks its shape, that it has no more elements than asked for, that no id
  /// comes twice, and that it gets ahead. `element` reads one element, and returns nil for one that
  /// the list should not hold.
  func page<Element: Identifiable<String>>(
    _ request: PageRequest, _ element: (JSON) throws(StripeError) -> Element?
  ) throws(StripeError) -> Page<Element> {
    guard json["object"]?.string == "list", let data = json["data"], data.kind == .array,
      let hasMore = json["has_more"]?.bool
    else { throw unexpected("the answer is not a list") }
    var elements: [Element] = []
    var ids: Set<String> = []
    // A page that repeats its cursor would be asked for again and again.
    if let cursor = request.cursor.id { ids.insert(cursor) }
    for json in data.elements {
      guard let element = try element(json) else {
        throw unexpected("element \(elements.count + 1) of the list is something else")
      }
      guard elements.count < request.limit else {
        throw unexpected("the page is longer than the limit of \(request.limit)")
      }
      guard ids.insert(element.id).inserted else {
        throw unexpected("the page repeats \(element.id.clipped)")
      }
      elements.append(element)
    }
    guard !(elements.isEmpty && hasMore) else {
      throw unexpected("the page is empty and claims that more follows")
    }
    return Page(elements: elements, hasMore: hasMore)
  }
}

extension PageCursor {
  var id: String? {
    switch self {
    case .newest: nil
    case .after(let id), .before(let id): id
    }
  }
}
