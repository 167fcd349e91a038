import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pool whose sockets send without waiting.
///
/// FlyingFox writes the head of an answer and its body one after the other. With Nagle's algorithm
/// the body then waits for the client to acknowledge the head, which takes 40 ms on Linux. Nothing
/// but the pool gets to see the sockets, so it is here that the algorithm is switched off.
struct PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
  let base: Base

  func prepare() async throws { try await base.prepare() }
  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // A socket that is gone already cannot be set; suspending it tells why.
    try? socket.setValue(
      true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
