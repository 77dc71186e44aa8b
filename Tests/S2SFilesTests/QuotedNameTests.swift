import Foundation
import S2SFiles
import Testing

/// Names from elsewhere do nothing to a terminal, a shell or a page.
@Suite struct QuotedNameTests {
  @Test(arguments: [
    ("models/fr-en, l'été 你好 नमस्ते", "models/fr-en, l'été 你好 नमस्ते"),
    ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{07}"), ("\u{9B}2J", "\\u{009B}2J"),
    ("a\nb\tc\u{7F}", "a\\nb\\tc\\u{7F}"), ("x\u{202E}gpj.exe", "x\\u{202E}gpj.exe"),
    ("\u{2066}\u{2028}", "\\u{2066}\\u{2028}"),
  ])
  func terminalsObeyNothing(text: String, shown: String) {
    #expect(printable(text) == shown)
  }

  @Test func linesOfATextStay() {
    #expect(printable("a\n\u{1B}[1mb\n", keepsLines: true) == "a\n\\u{1B}[1mb\n")
  }

  /// A shell reads back what was quoted, and a word stays on one line.
  @Test func shellsReadBackTheWord() throws {
    let words = [
      "plain", "", "two words", "it's", "$(touch x)`id`", "a;b|c&d<e>f", "*?[x]~#!", "\\n", "-",
      "line\nfeed", "\u{1B}[31m\u{7}'", "é\u{202E}\\'", "\t",
    ]
    for word in words {
      let quoted = ShellWord.quoted(word)
      #expect(!quoted.contains("\n"))
      #expect(printable(quoted) == quoted)
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/bash")
      shell.arguments = ["--posix", "-c", "printf %s \(quoted)"]
      let output = Pipe()
      shell.standardOutput = output
      try shell.run()
      let read = output.fileHandleForReading.readDataToEndOfFile()
      shell.waitUntilExit()
      #expect(String(decoding: read, as: UTF8.self) == word, "\(quoted)")
    }
  }

  @Test func pagesShowWhatTheNameIs() {
    #expect(MarkdownText.escaped("corpora/phrasebook/train.fr") == "corpora/phrasebook/train.fr")
    #expect(MarkdownText.escaped("a|b\n# c") == ##"a\|b\\n\# c"##)
    #expect(MarkdownText.escaped("<b>_x_ [y](z) `q`") == #"\<b\>\_x\_ \[y\](z) \`q\`"#)
  }
}
