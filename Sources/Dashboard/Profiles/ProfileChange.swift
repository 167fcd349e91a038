/// The change to another profile, from the wish until its screen takes over.
package enum ProfileChange: Equatable, Sendable {
  case none
  /// Its key is being found, which can take seconds.
  case opening(String)
  /// It is ready, and waits until nothing here can be cut off.
  case ready
}
