/// Where a customer lives, and what follows from it.
struct Culture: Sendable {
  let country: String
  let currency: String
  let locale: String
  let city: String
  let state: String?
  let postalCode: String
  let streets: [String]
  let dialling: String
  let mailHost: String
  /// A way to pay that takes days to settle.
  let delayedMethod: String?
  let taxRate: TaxRate?
  let taxIDType: String?
  /// A name as its owner writes it, and the first half of an e-mail address.
  let names: [(name: String, handle: String)]
}

/// `percentage` is in hundredths of a percent: 825 is 8.25 %.
struct TaxRate: Equatable, Sendable {
  let name: String
  let country: String
  let percentage: Int
  let type: String

  var digits: String {
    let fraction = percentage % 100
    guard fraction > 0 else { return "\(percentage / 100).0" }
    return "\(percentage / 100)." + (fraction < 10 ? "0\(fraction)" : "\(fraction)")
  }
}

extension Culture {
  static let all: [Culture] = [
    Culture(
      country: "US", currency: "usd", locale: "en", city: "Portland", state: "OR",
      postalCode: "97205", streets: ["1820 NW Lovejoy St", "77 SE Division St"],
      dialling: "+1503555", mailHost: "example.com", delayedMethod: "us_bank_account",
      taxRate: TaxRate(name: "Sales Tax", country: "US", percentage: 825, type: "sales_tax"),
      taxIDType: "us_ein",
      names: [
        ("Jane Doe", "jane.doe"), ("Marcus O'Neill", "marcus.oneill"),
        ("Aaliyah Brooks-Whitfield", "aaliyah"), ("Bob Lee", "bob"),
        ("Dr. Jonathan Alexander Featherstonehaugh III", "j.a.featherstonehaugh"),
        ("John Smith", "john.smith"), ("Emily Smith", "emily.smith"),
      ]),
    Culture(
      country: "DE", currency: "eur", locale: "de", city: "München", state: nil,
      postalCode: "80331", streets: ["Sendlinger Straße 12", "Kaufingerstraße 3"],
      dialling: "+49895550", mailHost: "example.de", delayedMethod: "sepa_debit",
      taxRate: TaxRate(name: "MwSt.", country: "DE", percentage: 1900, type: "vat"),
      taxIDType: "eu_vat",
      names: [
        ("Jürgen Groß", "juergen.gross"), ("Änne Müller-Lüdenscheidt", "aenne.mueller"),
        ("Karl Weiß", "karl.weiss"), ("Bäckerei Schröder GmbH & Co. KG", "bestellung"),
      ]),
    Culture(
      country: "JP", currency: "jpy", locale: "ja", city: "渋谷区", state: "東京都",
      postalCode: "150-0002", streets: ["渋谷2丁目21-1", "神宮前1-5-8"], dialling: "+81355500",
      mailHost: "example.jp", delayedMethod: "konbini",
      taxRate: TaxRate(name: "消費税", country: "JP", percentage: 1000, type: "jct"),
      taxIDType: "jp_trn",
      names: [
        ("山田 太郎", "taro.yamada"), ("佐藤 美咲", "misaki.sato"),
        ("ナカムラ ケンジ", "kenji.nakamura"), ("小鳥遊 ひかり", "hikari.takanashi"),
      ]),
    Culture(
      country: "FR", currency: "eur", locale: "fr", city: "Saint-Étienne", state: nil,
      postalCode: "42000", streets: ["8 rue de la République", "19 bis cours Fauriel"],
      dialling: "+33455501", mailHost: "example.fr", delayedMethod: "sepa_debit",
      taxRate: TaxRate(name: "TVA", country: "FR", percentage: 2000, type: "vat"),
      taxIDType: "eu_vat",
      names: [
        ("Zoé d'Aubigné", "zoe.daubigne"), ("François L'Hôpital", "f.lhopital"),
        ("Jean-Noël Lefèvre", "jn.lefevre"),
      ]),
    Culture(
      country: "AE", currency: "aed", locale: "en", city: "دبي", state: "دبي", postalCode: "",
      streets: ["شارع الشيخ زايد 41"], dialling: "+97145550", mailHost: "example.ae",
      delayedMethod: nil,
      taxRate: TaxRate(name: "VAT", country: "AE", percentage: 500, type: "vat"),
      taxIDType: "ae_trn",
      names: [("محمد الهاشمي", "m.alhashimi"), ("فاطمة بنت خليفة", "fatima.k")]),
    Culture(
      country: "KW", currency: "kwd", locale: "en", city: "الكويت", state: nil,
      postalCode: "13001", streets: ["شارع فهد السالم"], dialling: "+9652255",
      mailHost: "example.kw", delayedMethod: nil, taxRate: nil, taxIDType: nil,
      names: [("نورة الصباح", "noura"), ("Yousef Al-Mutairi", "yousef.m")]),
    Culture(
      country: "KR", currency: "krw", locale: "ko", city: "서울", state: "서울특별시",
      postalCode: "04524", streets: ["중구 세종대로 110"], dialling: "+8225550",
      mailHost: "example.kr", delayedMethod: nil,
      taxRate: TaxRate(name: "부가세", country: "KR", percentage: 1000, type: "vat"),
      taxIDType: "kr_brn", names: [("김민준", "minjun.kim"), ("이서연", "seoyeon.lee")]),
    Culture(
      country: "GB", currency: "gbp", locale: "en-GB", city: "Llanfairpwllgwyngyll", state: nil,
      postalCode: "LL61 5UJ", streets: ["Flat 4, 12 Holyhead Road"], dialling: "+441248555",
      mailHost: "example.co.uk", delayedMethod: "bacs_debit",
      taxRate: TaxRate(name: "VAT", country: "GB", percentage: 2000, type: "vat"),
      taxIDType: "gb_vat",
      names: [
        ("Siân Pugh", "sian.pugh"), ("Nigel St John-Smythe", "nigel"),
        ("Priya Chandrasekharan", "priya.c"),
      ]),
    Culture(
      country: "BR", currency: "brl", locale: "pt-BR", city: "São Paulo", state: "SP",
      postalCode: "01310-100", streets: ["Avenida Paulista, 1578"], dialling: "+551155550",
      mailHost: "example.com.br", delayedMethod: "boleto", taxRate: nil, taxIDType: "br_cpf",
      names: [
        ("João Conceição", "joao.conceicao"), ("Maria Antônia de Sá Cavalcanti", "maria.antonia"),
      ]),
    Culture(
      country: "GR", currency: "eur", locale: "el", city: "Θεσσαλονίκη", state: nil,
      postalCode: "546 24", streets: ["Τσιμισκή 45"], dialling: "+302310555",
      mailHost: "example.gr", delayedMethod: nil,
      taxRate: TaxRate(name: "ΦΠΑ", country: "GR", percentage: 2400, type: "vat"),
      taxIDType: "eu_vat", names: [("Ελένη Παπαδοπούλου", "eleni.p")]),
    Culture(
      country: "IN", currency: "inr", locale: "hi-IN", city: "मुंबई", state: "MH",
      postalCode: "400001", streets: ["डॉ॰ दादाभाई नौरोजी रोड 9"], dialling: "+91225550",
      mailHost: "example.in", delayedMethod: nil,
      taxRate: TaxRate(name: "IGST", country: "IN", percentage: 1800, type: "igst"),
      taxIDType: "in_gst", names: [("अनन्या शर्मा", "ananya.sharma"), ("क्षितिज", "kshitij")]),
    Culture(
      country: "IS", currency: "isk", locale: "en", city: "Reykjavík", state: nil,
      postalCode: "101", streets: ["Skólavörðustígur 21a"], dialling: "+354555",
      mailHost: "example.is", delayedMethod: nil,
      taxRate: TaxRate(name: "VSK", country: "IS", percentage: 2400, type: "vat"),
      taxIDType: "is_vat", names: [("Guðrún Þorvaldsdóttir", "gudrun")]),
    Culture(
      country: "TW", currency: "twd", locale: "zh-TW", city: "臺北市", state: nil,
      postalCode: "100", streets: ["中正區重慶南路一段122號"], dialling: "+88625550",
      mailHost: "example.tw", delayedMethod: nil,
      taxRate: TaxRate(name: "營業稅", country: "TW", percentage: 500, type: "vat"),
      taxIDType: "tw_vat", names: [("陳怡君", "yichun.chen"), ("歐陽娜娜", "nana")]),
    Culture(
      country: "UA", currency: "eur", locale: "en", city: "Київ", state: nil,
      postalCode: "01001", streets: ["вул. Хрещатик, 22"], dialling: "+38044555",
      mailHost: "example.ua", delayedMethod: nil, taxRate: nil, taxIDType: "ua_vat",
      names: [("Олена Шевченко", "olena"), ("Дмитро Ковальчук", "dmytro.k")]),
    Culture(
      country: "IL", currency: "ils", locale: "en", city: "תל אביב", state: nil,
      postalCode: "6688218", streets: ["שדרות רוטשילד 16"], dialling: "+9723555",
      mailHost: "example.co.il", delayedMethod: nil,
      taxRate: TaxRate(name: "VAT", country: "IL", percentage: 1800, type: "vat"),
      taxIDType: "il_vat", names: [("נועה לוי", "noa.levi")]),
    Culture(
      country: "TH", currency: "thb", locale: "th", city: "กรุงเทพมหานคร", state: nil,
      postalCode: "10330", streets: ["ถนนพระราม 4 ซอย 2"], dialling: "+6625550",
      mailHost: "example.co.th", delayedMethod: nil,
      taxRate: TaxRate(name: "VAT", country: "TH", percentage: 700, type: "vat"),
      taxIDType: "th_vat", names: [("สมชาย ใจดี", "somchai")]),
    Culture(
      country: "CL", currency: "clp", locale: "es-419", city: "Ñuñoa", state: "RM",
      postalCode: "7750000", streets: ["Av. Irarrázaval 3400"], dialling: "+5625550",
      mailHost: "example.cl", delayedMethod: nil,
      taxRate: TaxRate(name: "IVA", country: "CL", percentage: 1900, type: "vat"),
      taxIDType: "cl_tin", names: [("Ignacio Muñoz Peña", "imunoz")]),
  ]
}
