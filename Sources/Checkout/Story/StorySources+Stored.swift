package import JSON

/// What was read for a story, as one document for the cache. Changes that till saw and recoveries
/// are stored elsewhere in the cache.
extension StorySources {
  /// The `object` of such a document.
  private static let kind = "till.story"

  package var stored: String {
    var members = [
      "\"object\":\"\(Self.kind)\"", "\"read_at\":\(readAt)",
      "\"session\":\(session.json.compact)", "\"disputes\":\(Self.list(disputes))",
      "\"events\":\(Self.list(events.map(\.json)))", "\"reach\":[\(reach.stored)]",
      "\"withheld\":\(Self.list(withheld))", "\"unread\":\(Self.list(unread))",
    ]
    if let listedCharges { members.append("\"charges\":\(Self.list(listedCharges.map(\.json)))") }
    return "{\(members.joined(separator: ","))}"
  }

  /// Nil for any other document.
  package init?(stored: JSON) {
    guard stored["object"]?.string == Self.kind, let readAt = stored["read_at"]?.int,
      let session = stored["session"].flatMap(Session.init)
    else { return nil }
    self.init(session, readAt: readAt)
    disputes = stored["disputes"].map { Array($0.elements) } ?? []
    events = stored["events"].map { $0.elements.compactMap(StoryEvent.init) } ?? []
    listedCharges = stored["charges"].map { $0.elements.compactMap { Charge($0) } }
    withheld = Set(stored["withheld"]?.elements.compactMap(\.string) ?? [])
    unread = Set(stored["unread"]?.elements.compactMap(\.string) ?? [])
    reach = Reach(stored: stored["reach"].map { Array($0.elements) } ?? [])
  }

  private static func list(_ paths: Set<String>) -> String {
    "[\(paths.sorted().map(JSONEscapes.encode).joined(separator: ","))]"
  }

  private static func list(_ values: [JSON]) -> String {
    "[\(values.map(\.compact).joined(separator: ","))]"
  }
}

extension StorySources.Reach {
  fileprivate var stored: String {
    switch self {
    case .notAsked: "\"not asked\""
    case .noRequestLeft: "\"no request left\""
    case .refused: "\"refused\""
    case .unlisted: "\"unlisted\""
    case .tooOld: "\"too old\""
    case .whole(let until): "\"whole\",\(until)"
    case .part(let from, let until): "\"part\",\(from),\(until)"
    }
  }

  fileprivate init(stored: [JSON]) {
    let numbers = stored.dropFirst().compactMap(\.int)
    switch (stored.first?.string, numbers.count) {
    case ("no request left", _): self = .noRequestLeft
    case ("refused", _): self = .refused
    case ("unlisted", _): self = .unlisted
    case ("too old", _): self = .tooOld
    case ("whole", 1): self = .whole(until: numbers[0])
    case ("part", 2): self = .part(from: numbers[0], until: numbers[1])
    default: self = .notAsked
    }
  }
}

extension Session {
  /// The session as Stripe sends it without expansion: expanded objects become ids again.
  package func collapsed(_ fields: [String]) -> Session {
    var bytes: [UInt8] = []
    var start = json.bytes.startIndex
    let source = json.bytes
    for member in json.members where fields.contains(member.name) && member.value.kind == .object {
      guard let id = member.value["id"], id.kind == .string else { continue }
      bytes += source[start..<member.value.bytes.startIndex]
      bytes += id.bytes
      start = member.value.bytes.endIndex
    }
    bytes += source[start...]
    guard let json = try? JSON(parsing: bytes) else { return self }
    return Session(json) ?? self
  }
}
