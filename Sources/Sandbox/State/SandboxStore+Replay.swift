extension SandboxStore {
  /// Answers once more what was answered before the sandbox ended.
  ///
  /// - Throws: `SandboxError` when the answer is another one: the state was written by another
  ///   version of till, and what came of it would not be what it was.
  mutating func replay(_ entry: Journal.Entry) throws(SandboxError) {
    resume(from: entry.number - 1)
    let request = entry.request
    let response =
      request.path.hasPrefix("/c/")
      ? page(request, at: entry.time, token: "")
      : respond(to: request, at: entry.time, isReplay: true)
    guard response.status == entry.status else {
      throw SandboxError(
        cause: "the state cannot be read by this version of till: \(request.method) "
          + "\(request.path) was answered with \(entry.status) and is answered with "
          + "\(response.status) now; choose another folder")
    }
  }
}
