import Foundation
import S2SText
import Testing

/// Lines in their normal forms and with their capitals, as a program makes them that was written from
/// the documentation alone, `Tests/Goldens/reader_lines.py`.
@Suite struct TextFormTests {
  private struct Golden: Decodable {
    let forms: [Form]
    let restored: [Language]
  }

  private struct Form: Decodable {
    let line: String
    let typed: String
    let visible: String
  }

  private struct Language: Decodable {
    let tokenizer: String
    let lines: [Restored]
  }

  private struct Restored: Decodable {
    let line: String
    let text: String
    let isShouted: Bool
  }

  private static func golden() throws -> Golden {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Goldens/reader_lines.json"))
    return try JSONDecoder().decode(Golden.self, from: data)
  }

  /// Byte by byte: texts that are canonically equal are the same as strings.
  private func expectSame(_ own: String, _ expected: String, _ line: String) {
    #expect(Array(own.utf8) == Array(expected.utf8), "\(line.debugDescription)")
  }

  @Test func hasTheFormsThatAreDocumented() throws {
    let forms = try Self.golden().forms
    #expect(forms.count > 600)
    for form in forms {
      expectSame(TextNormalization.typed.applied(to: form.line), form.typed, form.line)
      expectSame(TextNormalization.visible.applied(to: form.line), form.visible, form.line)
    }
  }

  @Test func hasTheCapitalsThatAreDocumented() throws {
    for language in try Self.golden().restored {
      let restorer = LineRestorer(try TextPipeline(serialized: language.tokenizer))
      for expected in language.lines {
        let own = restorer.restored(expected.line)
        expectSame(Normalizer.nfc(own.text), expected.text, expected.line)
        #expect(own.isShouted == expected.isShouted, "\(expected.line)")
      }
    }
  }
}
