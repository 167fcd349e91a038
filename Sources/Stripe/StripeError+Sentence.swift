import HTTP

extension StripeError {
  /// What went wrong and what to do about it, for people. Server text in it is not yet sanitised
  /// for the screen.
  package var sentence: String {
    var sentence = explanation
    if let hint, !hint.isEmpty { sentence += " " + hint }
    if let requestID { sentence += " (\(requestID))" }
    return sentence
  }

  private var explanation: String {
    let words = message.asSentence
    return switch code {
    case .unreachable(let error): error.code.explanation
    case .authentication:
      "Stripe does not accept the key\(keyOrigin.map { " (\($0))" } ?? ""). \(words)"
    case .permission: "The key may not do this. \(words)"
    case .missing: "Stripe does not know this object. \(words)"
    case .locked:
      "This is being changed by somebody just now, perhaps the customer is paying. Nothing was "
        + "changed. \(words)"
    case .rateLimited: "Stripe limits the rate of requests, and waiting did not help. \(words)"
    case .stopped: "It was stopped, and nothing was changed."
    case .otherMode: message
    case .invalidRequest, .refused: words
    case .server: "Stripe has a problem of its own\(status.map { " (\($0))" } ?? ""). \(words)"
    case .unexpectedAnswer: "This is not an answer of Stripe. \(words)"
    }
  }

  private var hint: String? {
    switch code {
    case .unreachable(let error):
      [error.code.hint(error.detail), error.certificate?.sentence, trustHint(error)]
        .compactMap(\.self).joined(separator: " ")
    case .authentication:
      apiCode == "api_key_expired"
        ? "Make a new key in the Dashboard, or log in again with the Stripe CLI."
        : keyOrigin == nil ? "Check which key is in use, and where it comes from." : nil
    case .permission where message.contains("restricted keys"):
      "No restricted key may do this: use a secret key for it."
    case .permission:
      neededPermission.map { "A restricted key needs the permission \($0)." }
        ?? "Edit the restricted key in the Dashboard, or use another one."
    case .missing: "It may be deleted, or belong to another account or to the other mode."
    case .locked: "Try again in a few seconds."
    case .rateLimited: "Other programs may be using the same account. Try again in a minute."
    case .server: "Try again; https://status.stripe.com shows whether it is known."
    case .unexpectedAnswer: "Check the address of the API, and any proxy in between."
    case .otherMode, .invalidRequest, .refused, .stopped: nil
    }
  }

  /// How to trust the certificate of a private authority.
  private func trustHint(_ error: HTTPError) -> String? {
    guard error.certificate != nil, error.detail.contains("issuer") || error.detail.contains("self")
    else { return nil }
    // A file that is named already would take precedence over another setting.
    if error.detail.contains("trusted are") {
      return "If that is your own authority, its certificate is missing there."
    }
    return
      "If that is your own authority, name its certificate in SSL_CERT_FILE, or as ca_bundle in "
      + "the profile."
  }

  /// The permission that the API's message names, such as `rak_checkout_session_write`.
  private var neededPermission: Substring? {
    message.split { !($0.isASCII && ($0.isLetter || $0 == "_")) }.first { $0.hasPrefix("rak_") }
  }
}

extension ServerCertificate {
  /// What people can judge it by.
  fileprivate var sentence: String {
    "The server's certificate: \(subject), issued by \(issuer), valid from \(validFrom) until "
      + "\(validUntil)."
  }
}

extension HTTPError.Code {
  fileprivate var explanation: String {
    switch self {
    case .refusedAddress: "The address of the API is not one that till sends keys to."
    case .refusedHeader: "The request cannot be sent."
    case .nameResolution: "The name of the server was not found."
    case .connect: "There is no connection to the server."
    case .proxy: "The proxy does not let this connection through."
    case .tls: "No safe connection could be made."
    case .timeout: "The answer did not come in time."
    case .cancelled: "The request was cancelled."
    case .brokenAnswer: "The connection broke before the answer was complete."
    case .tooLarge: "The answer is too large."
    }
  }

  /// What to do about it, with the library's message where that helps.
  fileprivate func hint(_ detail: String) -> String? {
    switch self {
    case .cancelled: nil
    case .nameResolution: "Check the network and the DNS settings: \(detail.asSentence)"
    case .connect: "Check the network, the address, and the proxy settings: \(detail.asSentence)"
    case .proxy: "Check the proxy settings, and a name and password in them: \(detail.asSentence)"
    case .tls:
      "Check the clock, the certificates of this machine, and any proxy in between: "
        + detail.asSentence
    case .timeout: "Try again, or allow more time: \(detail.asSentence)"
    case .refusedAddress, .refusedHeader, .brokenAnswer, .tooLarge: detail.asSentence
    }
  }
}

extension String {
  /// With a capital at the front, unless it begins with an id or a parameter, and with a full stop
  /// at the end.
  fileprivate var asSentence: String {
    guard let first, let last else { return "" }
    let isName = prefix { !$0.isWhitespace }.contains("_")
    return (isName ? "\(first)" : first.uppercased()) + dropFirst()
      + (".!?".contains(last) ? "" : ".")
  }
}
