import Checkout
import Foundation
import HTTP
import Testing
import JSON

@testable import Driver

@Suite("till sandbox")
struct SandboxCommandTests {
  @Test(arguments: [SIGTERM, SIGINT])
  func `its first line says where it listens, and a signal ends it`(signal: Int32) async throws {
    try await Home.use { home in
      let output = Pipe()
      let process = try ChildProcess(
        "till", ["sandbox", "--port", "0", "--sessions", "3"], environment: home.environment,
        output: output.fileHandleForWriting.fileDescriptor, errors: STDERR_FILENO)
      let line = try #require(
        String(data: output.fileHandleForReading.availableData, encoding: .utf8))
      let address = try #require(line.wholeMatch(of: /till sandbox listening on (http.*)\n/)?.1)
      let response = try await CurlTransport().client.send(
        HTTPRequest(
          .get, address + "/v1/checkout/sessions",
          headers: ["Authorization": "Bearer sk_test_till_sandbox_0001"]))
      let page = try JSON(parsing: response.body)
      #expect(page["data"]?.count == 3)

      kill(process.pid, signal)
      #expect(await process.wait() == 0)
    }
  }
}
