import Foundation
import Testing

@testable import Driver

@Suite struct ArgumentTests {
  private static let compiler = "/usr/bin/cc"
  private static var hasCompiler: Bool {
    FileManager.default.isExecutableFile(atPath: compiler)
  }

  @Test(.enabled(if: hasCompiler, "a C compiler is not here"))
  func `arguments survive a library that changes the environment before the program starts`()
    async throws
  {
    try await Shop.open(sessions: 30) { shop in
      try shop.home.write(
        """
        #include <stdlib.h>
        __attribute__((constructor)) static void change(void) {
          for (char name[] = "TILL_TEST_A"; name[10] <= 'Z'; name[10]++) setenv(name, "1", 1);
        }
        """, to: "change.c")
      let library = shop.home.path + "/change.so"
      let built = try await Program.run(
        "cc", ["-shared", "-fPIC", "-o", library, shop.home.path + "/change.c"],
        environment: shop.home.environment)
      #expect(built.code == 0, "\(built.errors)")
      let id = try await shop.openSession().id
      let outcome = try await shop.till(
        "expire", id, "--yes", "--read-only", with: ["LD_PRELOAD": library])
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("Read-only: --read-only was given"))
      #expect(try await shop.session(id).status == "open")
    }
  }
}
