import Testing

@testable import Terminal

struct DesktopNoticeTests {
  private func sequence(_ text: String, _ environment: [String: String]) -> String {
    String(decoding: DesktopNotice(environment: environment).sequence(for: text), as: UTF8.self)
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], "\u{1B}]9;paid\u{7}"),
    (["TERM": "rxvt-unicode-256color"], "\u{1B}]777;notify;till;paid\u{7}"),
    (["TERM": "foot"], "\u{1B}]777;notify;till;paid\u{7}"),
    (["TERM": "xterm-256color", "VTE_VERSION": "7600"], "\u{1B}]777;notify;till;paid\u{7}"),
    (["TERM": "screen", "STY": "1.a"], "\u{1B}P\u{1B}]9;paid\u{7}\u{1B}\\"),
    (["TERM": "linux"], ""), (["TERM": "dumb"], ""), ([:], ""),
  ])
  func `each terminal is sent what it knows`(environment: [String: String], expected: String) {
    #expect(sequence("paid", environment) == expected)
  }

  @Test func `tmux hands both on, each whole`() {
    #expect(
      sequence("paid", ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"])
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;paid\u{7}\u{1B}\\"
        + "\u{1B}Ptmux;\u{1B}\u{1B}]777;notify;till;paid\u{7}\u{1B}\\")
  }

  @Test func `nothing in the text begins another part`() {
    #expect(sequence("a;b", ["TERM": "foot"]) == "\u{1B}]777;notify;till;a,b\u{7}")
  }
}
