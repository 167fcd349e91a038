/// The countries that the page offers, by their codes.
enum PageCountries {
  static let names: KeyValuePairs<String, String> = [
    "AR": "Argentina", "AU": "Australia", "AT": "Austria", "BE": "Belgium", "BR": "Brazil",
    "BG": "Bulgaria", "CA": "Canada", "CL": "Chile", "CN": "China", "CO": "Colombia",
    "HR": "Croatia", "CY": "Cyprus", "CZ": "Czechia", "DK": "Denmark", "EE": "Estonia",
    "FI": "Finland", "FR": "France", "DE": "Germany", "GR": "Greece", "HK": "Hong Kong",
    "HU": "Hungary", "IS": "Iceland", "IN": "India", "ID": "Indonesia", "IE": "Ireland",
    "IL": "Israel", "IT": "Italy", "JP": "Japan", "KW": "Kuwait", "LV": "Latvia",
    "LT": "Lithuania", "LU": "Luxembourg", "MY": "Malaysia", "MT": "Malta", "MX": "Mexico",
    "NL": "Netherlands", "NZ": "New Zealand", "NO": "Norway", "PH": "Philippines", "PL": "Poland",
    "PT": "Portugal", "RO": "Romania", "SA": "Saudi Arabia", "SG": "Singapore", "SK": "Slovakia",
    "SI": "Slovenia", "ZA": "South Africa", "KR": "South Korea", "ES": "Spain", "SE": "Sweden",
    "CH": "Switzerland", "TW": "Taiwan", "TH": "Thailand", "TR": "Türkiye", "UA": "Ukraine",
    "AE": "United Arab Emirates", "GB": "United Kingdom", "US": "United States", "VN": "Vietnam",
  ]

  /// Codes and names. If only some codes are allowed, also those without a name.
  static func options(allowed: [String]?) -> [(code: String, name: String)] {
    guard let allowed else { return names.map { ($0.key, $0.value) } }
    return allowed.map { code in (code, names.first { $0.key == code }?.value ?? code) }
  }

  /// The type of a country's tax ids. Source: https://docs.stripe.com/billing/customer/tax-ids
  static func taxIDType(in country: String) -> String {
    if let type = Culture.all.first(where: { $0.country == country })?.taxIDType { return type }
    let others = [
      "CA": "ca_bn", "CH": "ch_vat", "NO": "no_vat", "AU": "au_abn", "NZ": "nz_gst",
      "SG": "sg_gst", "MX": "mx_rfc", "ZA": "za_vat", "HK": "hk_br", "MY": "my_sst",
    ]
    return others[country] ?? "eu_vat"
  }
}
