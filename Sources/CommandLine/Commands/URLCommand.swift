import ArgumentParser
import Checkout
import HTTP
import JSON
import Screen
import Stripe

/// `till url ID`: the checkout URL alone on a line.
struct URLCommand: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "url", abstract: "Print a session's checkout URL, alone on a line.")

  @Argument(help: "The session's id, cs_…, or anything that it stands in, such as its link.")
  var id: String
  @Flag(help: "Print the link with which an expired session can be recovered.")
  var recovery = false
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let connection = try await Connection.open(options, in: world)
    let session = try await connection.client.session(
      try await connection.sessionID(meantBy: id))
    let link = session.recoveryURL
    guard let url = recovery ? link : session.url else {
      guard !recovery else { throw Failure(.failed, "this session has no recovery link") }
      let status = session.status?.name ?? "of unknown status"
      let advice: SafeText = link == nil ? "" : "; --recovery prints the link that recovers it"
      throw Failure(.failed, "this session has no URL: it is \(status)\(advice)")
    }
    try world.console.print(SafeText(try Self.checked(url)))
  }

  /// A URL is passed to other programs, so it must really be one, and not something that looks like
  /// an option or a file.
  ///
  /// - Throws: unless it is https, or http to this machine.
  static func checked(_ url: String) throws(Failure) -> String {
    let target = url.prefix { $0 != "#" }
    do throws(HTTPError) { _ = try HTTPAddress(String(target)) } catch {
      throw Failure(
        .failed,
        "the session's URL is not printed, because it is no address of a web page: \(error.detail)")
    }
    return url
  }
}
