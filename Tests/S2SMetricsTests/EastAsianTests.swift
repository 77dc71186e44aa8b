import S2SMetrics
import TestSupport
import Testing

/// The characters that sacreBLEU's tokenisers for Chinese, Japanese and Korean separate or drop.
@Suite struct EastAsianTests {
  /// The first and the last code point of each run of such characters.
  private struct Runs: Decodable {
    let zh: [[UInt32]]
    let asian: [[UInt32]]
    let punctuation: [[UInt32]]
  }

  /// Expects of the edges of runs that those inside do not stay in a word, and those outside do.
  private func check(_ runs: [[UInt32]], _ tokenize: (inout [UInt8]) -> Void) {
    for run in runs {
      for code in [run[0] - 1, run[0], run[1], run[1] + 1] {
        guard let scalar = Unicode.Scalar(code) else { continue }
        let word = Array("x\(Character(scalar))x".utf8)
        var line = word
        tokenize(&line)
        let words = String(decoding: line, as: UTF8.self).unicodeScalars.split(
          whereSeparator: isWhitespace)
        let stays = words.count == 1 && String(words[0]).utf8.elementsEqual(word)
        let wanted = !runs.contains { $0[0] <= code && code <= $0[1] }
        #expect(stays == wanted, "code point \(code)")
      }
    }
  }

  /// As Python has it, which counts four separators of ASCII.
  private func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ("\u{1C}"..."\u{1F}").contains(scalar)
  }

  @Test func treatsTheCharactersOfSacreBLEUAlone() throws {
    let runs = try MetricGolden.read(Runs.self, "characters.json")
    #expect(runs.zh.count > 20)
    check(runs.zh) { BLEU.Tokenizer.zh.tokenize(&$0) }
    var options = TER.Options()
    options.asianSupport = true
    options.normalized = true
    check(runs.asian) { TercomTokenizer.tokenize(&$0, options) }
    options.normalized = false
    options.noPunctuation = true
    check(runs.punctuation) { TercomTokenizer.tokenize(&$0, options) }
  }
}
