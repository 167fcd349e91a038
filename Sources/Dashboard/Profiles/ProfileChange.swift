/// The change to another profile, from the request until its screen takes over.
package enum ProfileChange: Equatable, Sendable {
  case none
  /// Its key is being found, which can take seconds.
  case opening(String)
  /// It is ready, and waits until nothing in this one would be interrupted.
  case ready(String)
}
