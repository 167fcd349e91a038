import Testing

@testable import CommandLine

@Suite struct ColumnsTests {
  @Test func `columns are chosen, added, or one for each key of metadata`() async throws {
    try await Counter.open(sessions: 30) { counter in
      func header(_ arguments: String...) async -> String {
        let before = counter.output.utf8.count
        let ending = await Program.run(["list", "--limit", "30"] + arguments, in: counter.world)
        #expect(ending == .code(0), "\(counter.errors)")
        let text = String(decoding: Array(counter.output.utf8).dropFirst(before), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      }
      #expect(
        await header("--columns", "id,amount,metadata.order_id")
          == "Checkout Session ID,Amount,metadata.order_id,Currency")
      #expect(await header("--columns", "currency,amount") == "Currency,Amount")
      #expect(
        await header("--columns", "presentment_amount") == "Presentment Amount,Presentment Currency"
      )
      // So does an amount that is named by its path.
      #expect(
        await header("--columns", "id,amount_total,total_details.amount_tax")
          == "Checkout Session ID,amount_total,total_details.amount_tax,Currency")
      #expect(
        await header("--columns", "currency_conversion.amount_total")
          == "currency_conversion.amount_total,currency_conversion.source_currency")
      #expect(
        await header("--columns", "metadata.amount_due,created")
          == "metadata.amount_due,Created (UTC)")
      let usual = await header("--format", "csv")
      #expect(await header("--columns", "+amount_total") == usual + ",amount_total")
      let presented = "presentment_details.presentment_"
      #expect(
        await header("--columns", "+\(presented)amount")
          == usual + ",\(presented)amount,\(presented)currency")
      #expect(usual.hasSuffix(",Presentment Amount,Presentment Currency"))
      #expect(await header("--columns", "+customer") == usual + ",Customer")
      let keyed = await header("--columns", "+metadata.*")
      #expect(keyed.hasPrefix(usual + ",metadata."))
      #expect(await header("--columns", "id", "--byte-order-mark") == "\u{FEFF}Checkout Session ID")
    }
  }

  @Test func `a column that does not exist is named, and what is meant is offered`() async throws {
    try await Counter.open(sessions: 1) { counter in
      #expect(await counter.run("list", "--columns", "id,amuont") == .code(64))
      #expect(counter.errors.contains("there is no column “amuont”; did you mean “amount”?"))
      #expect(await counter.run("list", "--columns", "id", "--format", "json") == .code(64))
    }
  }
}
