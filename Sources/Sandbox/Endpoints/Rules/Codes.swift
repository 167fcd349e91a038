/// Lists of the values that Stripe accepts.
enum Codes {
  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static let locales = words(
    "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt "
      + "nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW")

  static let paymentMethods = words(
    "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit "
      + "bancontact billie bizum blik boleto card cashapp crypto customer_balance eps fpx giropay "
      + "grabpay ideal kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay "
      + "nz_bank_account oxxo p24 pay_by_bank payco paynow paypal paypay payto pix promptpay "
      + "revolut_pay samsung_pay satispay scalapay sepa_debit sequra sofort sunbit swish twint upi "
      + "us_bank_account wechat_pay zip")

  static let fonts = words(
    "be_vietnam_pro bitter chakra_petch default hahmlet inconsolata inter lato lora m_plus_1_code "
      + "montserrat noto_sans noto_sans_jp noto_serif nunito open_sans pridi pt_sans pt_serif "
      + "raleway roboto roboto_slab source_sans_pro titillium_web ubuntu_mono zen_maru_gothic")

  /// The countries that Stripe ships to, without those under sanctions and some territories.
  static let shippingCountries = words(
    "AC AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
      + "BS BT BV BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE "
      + "EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK "
      + "HN HR HT HU ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC "
      + "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA "
      + "NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW "
      + "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TA TC TD TF TG TH TJ TK TL TM "
      + "TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW ZZ")
}
