import ArgumentParser
import Checkout
import Query
import Testing

@testable import CommandLine

/// The messages for a file that cannot be written.
@Suite struct ExportFileTests {
  @Test func `a folder that does not exist is said by the name that was typed`() async throws {
    try await Counter.open { counter in
      let library = try await Connection.open(
        GlobalOptions.parse(["--no-cache"]), in: counter.world
      )
      .library
      let path = counter.folder + "/nosuch/all.csv"
      await #expect(
        throws: ExportFile.WriteError.failed("\(path): its folder does not exist")
      ) {
        _ = try await ExportFile.write(ListQuery(), ExportLayout(.csv), to: path, from: library)
      }
    }
  }
}
