/// What an endpoint accepts as the value of a parameter. Checking turns the strings of a form into
/// values of the right type, or into the 400 that Stripe would answer.
///
/// Endpoints are tables of these; what depends on other parameters is a `Condition` of the object
/// that has both.
indirect enum ParameterRule: Sendable {
  /// At most this many characters.
  case string(maximum: Int)
  case integer(ClosedRange<Int>)
  /// A number with at most this many decimal places, as text.
  case decimal(places: Int, maximum: Int)
  case boolean
  case choice([String])
  /// An ISO code that Stripe has a currency for, in any case.
  case currency
  case url
  case email
  /// `#rrggbb`
  case color
  /// `created`: a time, or bounds.
  case interval
  /// Keys and values that the caller makes up.
  case metadata
  case list(ParameterRule, maximum: Int)
  case object([String: ParameterRule], [Condition] = [])
  /// An object with currencies for names.
  case perCurrency(ParameterRule)
  /// Configuration that the sandbox accepts and sends back unchecked.
  case anything

  // What a parameter is besides its value.
  case required(ParameterRule)
  /// An empty value unsets it; it is then null.
  case clearable(ParameterRule)
  /// Known from one version on.
  case since(StripeVersion, ParameterRule)
  /// Known before a version.
  case until(StripeVersion, ParameterRule)
  /// One rule before a version, another from it on.
  case turning(StripeVersion, before: ParameterRule, after: ParameterRule)

  static let text = ParameterRule.string(maximum: 5000)
  static let number = ParameterRule.integer(.min ... .max)
  /// Unix seconds, up to the largest that the ledger can hold.
  static let time = ParameterRule.integer(0...Int(UInt32.max))
  static let expand = ParameterRule.list(.text, maximum: 100)
  static let percentage = ParameterRule.decimal(places: 2, maximum: 100)
}

extension ParameterRule {
  /// Rules between the parameters of one object.
  enum Condition: Sendable {
    /// Not more than one of these.
    case atMostOne([String])
    /// Exactly one of these. The error names the last if none is there.
    case one([String])
    /// The first only together with the second.
    case needs(String, String)
    /// The second is required if the first has this value, and not allowed if it has another.
    case belongs(to: String, being: String, String)
  }
}
