import Checkout
import Testing
@testable import Units

@Suite struct MoneyTests {
  @Test(arguments: [
    (2198, "usd", "$21.98", "21.98 USD"), (0, "usd", "$0.00", "0.00 USD"),
    (5, "eur", "€0.05", "0.05 EUR"), (4200, "jpy", "¥4,200", "4,200 JPY"),
    (123_456_789, "krw", "₩123,456,789", "123,456,789 KRW"),
    (12_345, "kwd", "12.345 KWD", "12.345 KWD"), (500, "isk", "5.00 ISK", "5.00 ISK"),
    (500, "ugx", "5.00 UGX", "5.00 UGX"), (700, "mga", "700 MGA", "700 MGA"),
    (150_000, "huf", "1,500.00 HUF", "1,500.00 HUF"), (1999, "cad", "CA$19.99", "19.99 CAD"),
    (-2198, "usd", "-$21.98", "-21.98 USD"), (-7, "chf", "-0.07 CHF", "-0.07 CHF"),
    (.max, "usd", "$92,233,720,368,547,758.07", "92,233,720,368,547,758.07 USD"),
    (.min, "jpy", "-¥9,223,372,036,854,775,808", "-9,223,372,036,854,775,808 JPY"),
    (100, "xyz", "1.00 XYZ", "1.00 XYZ"),
  ])
  func `an amount is written with symbol or code`(
    minor: Int, code: String, text: String, codeText: String
  ) {
    let money = Money(minor, Currency(code))
    #expect(money.text == text)
    #expect(money.codeText == codeText)
  }

  @Test func `symbol and code leave no doubt`() {
    #expect(Money(2198, Currency("usd")).fullText == "$21.98 USD")
    #expect(Money(2198, Currency("chf")).fullText == "21.98 CHF")
  }

  @Test func `machines get no separators`() {
    #expect(Money(-123_456_789, Currency("usd")).decimalText == "-1234567.89")
    #expect(Money(4200, Currency("jpy")).decimalText == "4200")
  }

  @Test func `the parts meet at the decimal point`() {
    #expect(Money(-219_800, Currency("usd")).parts.shape == ["-$2,198", ".00"])
    #expect(Money(4200, Currency("jpy")).parts.shape == ["¥4,200", ""])
    #expect(Money(150, Currency("chf")).parts.shape == ["1", ".50 CHF"])
  }

  @Test func `a sum never crosses currencies and never overflows`() {
    let usd = Currency("USD")
    #expect(Money(1, usd).adding(Money(2, usd)) == Money(3, usd))
    #expect(Money(1, usd).adding(Money(2, Currency("eur"))) == nil)
    #expect(Money(.max, usd).adding(Money(1, usd)) == nil)
  }

  @Test(arguments: [
    ("50", "usd", 5000), ("49.99", "usd", 4999), ("0.5", "usd", 50), (".5", "usd", 50),
    ("-3", "usd", -300), ("+3", "usd", 300), ("1,234.50", "usd", 123_450), ("49.990", "usd", 4999),
    ("4200", "jpy", 4200), ("4200.00", "jpy", 4200), ("1.5", "kwd", 1500), ("5", "isk", 500),
    ("92233720368547758.07", "usd", Int.max), ("-92233720368547758.08", "usd", Int.min),
  ])
  func `major units are read`(text: String, code: String, minor: Int) {
    #expect(Money(majorUnits: text, Currency(code))?.minorUnits == minor)
  }

  @Test(arguments: [
    ("", "usd"), (".", "usd"), ("-", "usd"), ("5.", "usd"), ("1,50", "usd"), ("1,2345", "usd"),
    (",123", "usd"), ("49.999", "usd"), ("0.5", "jpy"), ("1e3", "usd"), ("$5", "usd"),
    ("--5", "usd"), ("1.2.3", "usd"), ("٣", "usd"), ("92233720368547758.08", "usd"), (" 5", "usd"),
  ])
  func `what could mean something else is refused`(text: String, code: String) {
    #expect(Money(majorUnits: text, Currency(code)) == nil)
  }

  @Test func `every amount survives being written and read`() {
    for code in ["usd", "jpy", "kwd", "isk"] {
      for minor in [0, 1, -1, 99, 100, 101, 12_345_678, Int.max, Int.min] {
        let money = Money(minor, Currency(code))
        #expect(Money(majorUnits: money.decimalText, money.currency) == money)
      }
    }
  }

  @Test(arguments: [
    ("1099", "usd", "$10.99"), ("0.525", "usd", "$0.00525"), ("1050.5", "usd", "$10.505"),
    ("-5.250000000000", "usd", "-$0.0525"), ("4200.5", "jpy", "¥4,200.5"),
    ("100.000", "usd", "$1.00"),
    ("123456789.1", "chf", "1,234,567.891 CHF"),
  ])
  func `amounts finer than the minor unit keep their digits`(
    decimal: String, code: String, text: String
  ) {
    #expect(Money.text(minorDecimal: decimal, Currency(code)) == text)
  }

  @Test(arguments: ["", "-", "abc", "1.2.3", "1e5"])
  func `what is no decimal is left to its own text`(decimal: String) {
    #expect(Money.text(minorDecimal: decimal, Currency("usd")) == nil)
  }
}

extension Money.Parts {
  fileprivate var shape: [String] { [beforePoint, fromPoint] }
}
