extension SandboxStore {
  mutating func createSession(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    throw .invalid("not yet", param: nil)
  }
  mutating func updateSession(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    throw .invalid("not yet", param: nil)
  }
}
