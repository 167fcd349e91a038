import FoundationEssentials
import Sandbox
import Screen
import Testing

@testable import CommandLine

struct SeedDocumentTests {
  private func read(_ text: String, as name: String) throws -> SeedFile {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return try SeedDocument.read(file.path)
  }

  @Test func `a file of requests is JSON or TOML`() throws {
    let json = """
      {"fixtures": [{"name": "tea", "path": "/v1/products", "params": {"name": "Tea"}},
        {"name": "price", "path": "/v1/prices", "method": "post", "params": {
          "product": "${tea:id}", "currency": "eur", "unit_amount": 450,
          "metadata": {"first": "yes"}}}]}
      """
    let toml = """
      [[fixtures]]
      name = "tea"
      path = "/v1/products"
      params.name = "Tea"

      [[fixtures]]
      name = "price"
      path = "/v1/prices"
      method = "post"
      [fixtures.params]
      product = "${tea:id}"
      currency = "eur"
      unit_amount = 450
      metadata = { first = "yes" }
      """
    for (text, name) in [(json, "shop.json"), (toml, "shop.toml")] {
      var options = SandboxOptions()
      options.sessions = 0
      options.seedFile = try read(text, as: name)
      let server = try SandboxServer(options)
      #expect(server.requests == 2, "\(name)")
    }
  }

  @Test func `a mistake in a TOML file has its place`() throws {
    let refusal = try #require(throws: Failure.self) {
      _ = try read("[[fixtures]]\npath = /v1/products\n", as: "shop.toml")
    }
    #expect(refusal.sentence.text.contains("shop.toml, line 2, column 8: there should be a value"))
  }
}
