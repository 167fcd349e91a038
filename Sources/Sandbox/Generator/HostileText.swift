/// Texts that could break a terminal, or are just unusual names, as people type them into a form.
enum HostileText {
  static let all: [String] = [
    "\u{1B}[31mRed\u{1B}[0m \u{1B}[2J",
    "\u{1B}]0;owned\u{07}Title",
    "\u{1B}]52;c;cm0gLXJmIH4=\u{07}Clip",
    "\u{202E}txet sdrawkcab",
    "\u{2066}isolated\u{2069} \u{200F}rtl",
    "Za\u{0351}\u{0363}\u{0315}l\u{034A}\u{0328}g\u{0322}\u{033F}o\u{0489}",
    "👩‍👩‍👧‍👦 family 🇩🇪🇯🇵 ❤️",
    "a\tb\nc\rd",
    "=HYPERLINK(\"https://example.com\";\"click\")",
    "Robert'); DROP TABLE sessions;--",
    "nul\u{0}byte and C1 \u{9B}31m \u{85}",
    "zero\u{200B}width\u{FEFF} soft\u{AD}hyphen",
    "<b>bold</b> & \"quoted\" \\ back/slash",
    "",
    " ",
    String(repeating: "W", count: 400),
    "Wolfeschlegelsteinhausenbergerdorff " + String(repeating: "von ", count: 60),
    "ﷺ ﷽ ꧅ 𒈙",
  ]
}
