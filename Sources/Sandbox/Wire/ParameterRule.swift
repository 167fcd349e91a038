/// What an endpoint accepts as the value of a parameter. Checking turns the strings of a form into
/// values of the right type, or into the 400 that Stripe would answer.
///
/// Endpoints are tables of these; what depends on other parameters is a `Condition` of the object
/// in which both stand.
indirect enum ParameterRule: Sendable {
  /// At most so many characters.
  case string(maximum: Int)
  case integer(ClosedRange<Int>)
  /// A number with decimal places, as text: at most so many of them.
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
  /// Configuration that the sandbox takes and gives back unchecked.
  case anything

  // What a parameter is besides its value.
  case required(ParameterRule)
  /// An empty value unsets it, and is null then.
  case clearable(ParameterRule)
  /// Known from one version on.
  case since(StripeVersion, ParameterRule)
  /// Known before a version.
  case until(StripeVersion, ParameterRule)
  /// One rule before a version, another from it on.
  case turning(StripeVersion, before: ParameterRule, after: ParameterRule)

  static let text = ParameterRule.string(maximum: 5000)
  static let number = ParameterRule.integer(.min ... .max)
  /// Unix seconds, as far as the ledger can count them.
  static let time = ParameterRule.integer(0...Int(UInt32.max))
  static let expand = ParameterRule.list(.text, maximum: 100)
  static let percentage = ParameterRule.decimal(places: 2, maximum: 100)
}

extension ParameterRule {
  /// What parameters of one object say about each other.
  enum Condition: Sendable {
    /// Not more than one of these.
    case atMostOne([String])
    /// One of these and no other. The last is the one that is missed.
    case one([String])
    /// The first only together with the second.
    case needs(String, String)
    /// The second has to be there if the first has this value, and may not if it has another.
    case belongs(to: String, being: String, String)
  }
}
