import S2SJSON
import Testing

@Suite struct JSONScannerTests {
  private func fault(
    _ text: some Sequence<UInt8>, _ read: (inout JSONScanner) throws(JSONScanner.Fault) -> Void
  ) -> JSONScanner.Fault? {
    var scanner = JSONScanner(text)
    do { try read(&scanner) } catch { return error }
    return nil
  }

  @Test(arguments: [
    (#""""#, ""), (#""a é 😀""#, "a é 😀"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u00e9\uD83D\uDE00-\uffff""#, "é😀-\u{FFFF}"), (#" "x" "#, "x"),
  ])
  func readsStrings(text: String, expected: String) throws {
    var scanner = JSONScanner(text.utf8)
    #expect(try scanner.string() == expected)
  }

  @Test(
    arguments: [
      ("", .missingMark("\""), 0), ("x", .missingMark("\""), 0), ("\"a", .endlessString, 2),
      ("\"a\\", .endlessString, 3), ("\"a\nb\"", .controlCharacter, 2),
      (#""a\q""#, .unknownEscape, 2), (#""a\u12G4""#, .brokenEscape, 2),
      (#""a\u12"#, .brokenEscape, 2), (#""\ud83d""#, .loneSurrogate, 1),
      (#""\ud83d\n""#, .loneSurrogate, 1), (#""\ud83dx\ude00""#, .loneSurrogate, 1),
      (#""\ud83d\ud83d""#, .loneSurrogate, 1), (#""\ude00""#, .loneSurrogate, 1),
    ] as [(String, JSONProblem, Int)])
  func refusesWhatIsNoString(text: String, problem: JSONProblem, offset: Int) {
    let fault = fault(text.utf8) { scanner throws(JSONScanner.Fault) in
      _ = try scanner.string()
    }
    #expect(fault?.problem == problem)
    #expect(fault?.offset == offset)
  }

  @Test(arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]])
  func refusesWhatIsNotUTF8(bytes: [UInt8]) {
    let fault = fault([0x22] + bytes + [0x22]) { scanner throws(JSONScanner.Fault) in
      _ = try scanner.string()
    }
    #expect(fault?.problem == .notUTF8)
  }

  @Test(arguments: [
    ("0", 0), ("-1", -1), (" 12,", 12), ("9223372036854775807", Int.max), ("-12]", -12),
  ])
  func readsWholeNumbers(text: String, expected: Int) throws {
    var scanner = JSONScanner(text.utf8)
    #expect(try scanner.integer() == expected)
  }

  @Test(
    arguments: [
      ("", .notWhole), ("-", .notWhole), ("+1", .notWhole), ("01", .notWhole), ("-01", .notWhole),
      ("-0", .notWhole), ("1.0", .notWhole), ("1e2", .notWhole), ("1E2", .notWhole),
      ("x", .notWhole), ("9223372036854775808", .numberTooLarge),
      ("99999999999999999999", .numberTooLarge),
    ] as [(String, JSONProblem)])
  func refusesWhatIsNoWholeNumber(text: String, problem: JSONProblem) {
    let fault = fault(text.utf8) { scanner throws(JSONScanner.Fault) in
      _ = try scanner.integer()
    }
    #expect(fault?.problem == problem)
    #expect(fault?.offset == 0)
  }

  @Test func stepsOverNumbersOfAnyForm() throws {
    for text in ["0", "-0", "1.5e-3", "12E+4", "-1e308", "123456789012345678901"] {
      var scanner = JSONScanner((text + ",").utf8)
      #expect(try scanner.number().range == 0..<text.utf8.count)
    }
    for (text, problem) in [
      ("01", JSONProblem.malformedNumber), ("1.", .malformedNumber), (".5", .malformedNumber),
      ("1e", .malformedNumber), ("-", .malformedNumber), ("1e999", .numberTooLarge),
    ] {
      let fault = fault(text.utf8) { scanner throws(JSONScanner.Fault) in
        _ = try scanner.number()
      }
      #expect(fault?.problem == problem, "\(text)")
    }
  }

  @Test func stepsOverMarksAndLiterals() throws {
    var scanner = JSONScanner(" \t\r\n[true , nul".utf8)
    try scanner.expect("[")
    #expect(scanner.skipsLiteral() && !scanner.skips("]") && scanner.skips(","))
    scanner.skipSpace()
    #expect(!scanner.skipsLiteral() && scanner.next == UInt8(ascii: "n"))
    #expect(throws: JSONScanner.Fault.self) { try scanner.expect("]") }
  }
}

@Suite struct JSONStringTests {
  @Test(arguments: [
    ("", #""""#), ("a\"b\\c/é😀", #""a\"b\\c/é😀""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
    ("\u{0}\u{1B}\u{7F}", "\"\\u0000\\u001b\u{7F}\""),
  ])
  func escapesWhatHasToBe(text: String, expected: String) throws {
    #expect(jsonString(text) == expected)
    var scanner = JSONScanner(jsonString(text).utf8)
    #expect(try scanner.string() == text)
  }

  @Test func escapesWhatIsAskedFor() {
    #expect(
      jsonString("é😀<", escaping: { !$0.isASCII || $0 == "<" }) == #""\u00e9\ud83d\ude00\u003c""#)
  }
}
