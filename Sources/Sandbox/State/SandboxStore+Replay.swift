extension SandboxStore {
  /// Answers a request again that was answered before the sandbox ended.
  ///
  /// - Throws: `SandboxError` when the answer differs: the state was written by another version of
  ///   till, and the sandbox would not be the same.
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
