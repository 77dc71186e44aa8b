import S2SMetrics
import Testing

/// One pass over a line against the reference's substitutions, one after the other.
@Suite struct WesternTokenizerTests {
  private typealias Test = (UInt8) -> Bool

  /// Puts spaces where `first` is followed by `second`; matches do not overlap.
  private func substitute(
    _ line: [UInt8], _ first: Test, _ second: Test, _ replace: (UInt8, UInt8) -> String
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < line.count {
      if index + 1 < line.count && first(line[index]) && second(line[index + 1]) {
        result += Array(replace(line[index], line[index + 1]).utf8)
        index += 2
      } else {
        result.append(line[index])
        index += 1
      }
    }
    return result
  }

  private func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  private func symbols(_ line: [UInt8]) -> [UInt8] {
    line.flatMap { Array("!$ ".utf8).contains($0) ? [0x20, $0, 0x20] : [$0] }
  }

  private func numbers(_ line: [UInt8]) -> [UInt8] {
    let isStop: Test = { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    let isDigit: Test = { $0 == UInt8(ascii: "1") }
    var line = substitute(line, { !isDigit($0) }, isStop) {
      "\(character($0)) \(character($1)) "
    }
    line = substitute(line, isStop, { !isDigit($0) }) { " \(character($0)) \(character($1))" }
    return substitute(line, isDigit, { $0 == UInt8(ascii: "-") }) { one, _ in
      "\(character(one)) - "
    }
  }

  private func words(_ line: [UInt8]) -> [ArraySlice<UInt8>] { line.split(separator: 0x20) }

  /// Every line of up to so many of these characters.
  private func lines(_ length: Int) -> [[UInt8]] {
    let characters = Array("a1.,-! ".utf8)
    var all: [[UInt8]] = [[]]
    var longest = all
    for _ in 0..<length {
      longest = longest.flatMap { line in characters.map { line + [$0] } }
      all += longest
    }
    return all
  }

  @Test func separatesWhatTheSubstitutionsSeparate() {
    var options = TER.Options()
    options.normalized = true
    for line in lines(5)
      + ["1....1", "a....1", "1,.,.,1-1--1.-1", "a1...,1.1,a!.1"].map({ Array($0.utf8) })
    {
      let text = String(decoding: line, as: UTF8.self)
      var found = line
      BLEU.Tokenizer.thirteenA.tokenize(&found)
      #expect(words(found) == words(numbers(symbols([0x20] + line + [0x20]))), "13a: \(text)")
      found = line
      BLEU.Tokenizer.zh.tokenize(&found)
      let trimmed = Array(line.drop { $0 == 0x20 })
      #expect(words(found) == words(numbers(symbols(trimmed))), "zh: \(text)")
      found = line
      TercomTokenizer.tokenize(&found, options)
      #expect(words(found) == words(numbers(symbols([0x20] + line + [0x20]))), "tercom: \(text)")
    }
  }
}
