import Foundation
import S2SText
import Testing

/// `s2s corpus variants` from the outside.
@Suite struct CorpusVariantsCommandTests {
  private let command: Command
  private let text = "Où est l'élève ?\n\nL'ONU, www.a.org/é : 12:30 !\n  \n42\nNon\u{A0}; « Ah ! »"

  init() throws { command = try Command() }

  private func lines(_ text: String) -> [String] { text.components(separatedBy: "\n") }

  /// Lines in are lines out, of a file, compressed or not, or of standard input.
  @Test func writesOneWay() throws {
    try command.write(text, to: "test.fr")
    let expected = """
      OÙ EST L'ÉLÈVE ?

      L'ONU, www.a.org/é : 12:30 !
      \u{20}\u{20}
      42
      NON\u{A0}; « AH ! »

      """
    let way = ["corpus", "variants", "--lang", "FR", "--way", "Capitals"]
    for file in [["test.fr"], ["-"], []] {
      let result = try command.run(way + file, input: Data(text.utf8))
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      #expect(result.output == expected, "\(result.output)")
    }
    let zipped = try command.run(["-c", "gzip test.fr"], of: "/bin/sh")
    #expect(zipped.status == 0)
    #expect(try command.run(way + ["test.fr.gz"]).output == expected)
  }

  /// A file for each way, as many lines as there were, and how many differ.
  @Test func writesAllWays() throws {
    try command.write(text, to: "data/test.fr")
    let words = ["corpus", "variants", "--lang", "fr", "--output", "typed", "data/test.fr"]
    let result = try command.run(words)
    #expect(result.status == 0 && result.output == "", "\(result.error)")
    let names = TypingVariant.allCases.map { "test.\($0.rawValue).fr" }
    #expect(try command.names(in: "typed") == names.sorted())
    for (way, name) in zip(TypingVariant.allCases, names) {
      let written = lines(String(decoding: try command.bytes(of: "typed/\(name)"), as: UTF8.self))
      #expect(written.count == 7 && written.last == "")
      let typed = lines(text).map { way.applied(to: $0, locale: "fr") }
      #expect(Array(written.dropLast()) == typed, "\(name)")
      let count = zip(typed, lines(text)).count { !$0.utf8.elementsEqual($1.utf8) }
      #expect(result.error.contains("typed/\(name): \(count) of 6 lines differ\n"))
    }
    let refused = try command.run(words)
    #expect(refused.status == 73 && refused.error.contains("exists already"), "\(refused.error)")
    #expect(try command.run(words + ["--overwrite"]).status == 0)
    // The names are the language's and the way's, whatever the file is called.
    try command.write("oui\n", to: "lines.txt")
    let other = ["corpus", "variants", "--lang", "fr", "--output", "other", "lines.txt"]
    #expect(try command.run(other).status == 0)
    #expect(try command.names(in: "other").contains("lines.capitals.fr"))
  }

  /// A line that is no text is named, and no file is left half.
  @Test func badLinesLeaveNothingBehind() throws {
    let path = try command.write("", to: "bad.fr")
    try Data("un\n\u{E9}\n".unicodeScalars.map { UInt8($0.value) }).write(to: URL(filePath: path))
    let all = try command.run(
      "corpus", "variants", "--lang", "fr", "--output", "typed", "bad.fr")
    #expect(all.status == 65 && all.error.contains("line 2"), "\(all.error)")
    #expect(try command.names(in: "typed").isEmpty)
    let missing = try command.run(
      "corpus", "variants", "--lang", "fr", "--way", "spaces", "none.fr")
    #expect(missing.status == 66, "\(missing.error)")
  }
}
