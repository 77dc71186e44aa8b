import Glibc
import S2SCorpora
import S2SFiles
import S2SText
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Twice the text is at most two and a half times the work, for text that is made to take longer:
/// endless combining marks, in lines, words, names and keys.
///
/// The processor time of this thread is measured, at a size and at eight times the size, each the least
/// of three: 8 for linear work, 64 for quadratic work. The promise is 2.5³; the limit lies above it, since
/// memory costs more on a machine that is busy with other tests, and what fails is tried at larger sizes.
@Suite(.serialized) struct LinearTimeTests {
  private let folder = TemporaryDirectory(inMemory: true)
  private static let marks = "\u{301}\u{316}"
  private static let largestGrowth = 32.0

  /// Endless words: marks on one letter, and letters with a few marks each.
  private func words(_ count: Int) -> [String] {
    [
      "a" + String(repeating: Self.marks, count: count),
      String(repeating: "e" + Self.marks, count: count * 2 / 3),
    ]
  }

  private func seconds(_ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<3 {
      var (start, end) = (timespec(), timespec())
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
      try work()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      best = min(
        best, Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9)
    }
    return best
  }

  /// Checks that work on such words does not grow faster than promised.
  private func growsEvenly(
    _ name: String, size: Int = 700, _ work: (String) throws -> Void
  ) rethrows {
    for kind in words(size).indices {
      var (short, long) = (0.0, Double.infinity)
      for size in [size, 2 * size, 4 * size] where long > short * Self.largestGrowth {
        let (small, large) = (words(size)[kind], words(8 * size)[kind])
        // Below half a millisecond there is more noise than work.
        short = max(try seconds { try work(small) }, 0.000_5)
        long = try seconds { try work(large) }
      }
      #expect(long <= short * Self.largestGrowth, "\(name): \(short) s, then \(long) s")
    }
  }

  @Test func tokenizersAndDetokenizers() throws {
    let pipeline = try TextPipeline.learn(
      from: ["un deux trois", "e\u{301}\u{316} a\u{316}"], locale: "fr", vocabularySize: 300)
    let encoder = pipeline.makeEncoder()
    growsEvenly("normalise") { _ = Normalizer.nfc($0) }
    growsEvenly("encode") { _ = encoder.encode($0) }
    let tokens = words(8_000).map(encoder.encode)
    #expect(tokens.allSatisfy { pipeline.decode($0).utf8.count > 8_000 })
    growsEvenly("decode") { word in _ = pipeline.decode(encoder.encode(word)) }
    growsEvenly("sentences") { _ = SentenceSplitter.sentences(in: $0, locale: "fr") }
    try growsEvenly("learn") {
      _ = try TextPipeline.learn(from: [$0, $0 + " x"], locale: "fr", vocabularySize: 300)
    }
    growsEvenly("same sentence") { _ = Fingerprint.ofSentence($0) }
  }

  @Test(arguments: MetricKind.allCases) func metrics(kind: MetricKind) throws {
    try growsEvenly(kind.rawValue, size: 400) { word in
      // One sentence, for this thread to score it. ROUGE takes marks for spaces, and its longest common
      // subsequence is quadratic in words.
      guard kind != .rouge || word.utf8.first != UInt8(ascii: "e") else { return }
      var options = MetricOptions()
      options.bleu.lowercase = true
      _ = try kind.make(options).scores(
        hypotheses: ["\(word) \(word)\u{301} x Σ\(word)Σ"],
        references: [["\(word)\u{316} \(word) x σ\(word)ς"]])
    }
  }

  @Test func breakdowns() throws {
    try growsEvenly("words") { word in
      _ = TabSplit.columns([word + "\t" + word], count: 2)
      let corpus = try EvaluationCorpus(
        hypotheses: ["\(word) x \(word)\u{301}"], references: [["\(word)\u{316} x \(word)"]])
      var frequencies = WordFrequencies()
      frequencies.add("\(word) \(word)\u{301}")
      _ = try FrequencyBreakdown(corpus, training: frequencies)
      _ = WordDifference(hypothesis: "\(word) \(word)\u{301}", reference: "\(word)\u{316} x")
    }
  }

  /// Texts of files in which the word stands somewhere, by the ending of their names.
  private func files(_ word: String) -> [(String, String)] {
    let unit =
      "<tuv xml:lang=\"fr\"><seg>\(word)</seg></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv>"
    func memory(_ unit: String) -> String {
      "<tmx version=\"1.4\"><body><tu>\(unit)</tu></body></tmx>"
    }
    return [
      ("tsv", "\(word)\tx\n\(word)\t\(word)\n"), ("tmx", memory(unit)),
      ("tmx", memory("<\(word)/>" + unit)), ("tmx", memory("<prop \(word)=\"\"/>" + unit)),
      ("tmx", memory(unit + "<tuv xml:lang=\"\(word)\"/><tuv xml:lang=\"\(word)x\"/>")),
      ("tmx", memory("<tuv xml:lang=\"fr\"><seg>a<\(word) type=\"\(word)\"/></seg></tuv>")),
      ("tmx", "<tmx version=\"\(word)\"/>"),
      ("tmx", "<?xml version=\"1.0\" encoding=\"\(word)\"?>"),
      ("po", "msgid \"\(word)\"\nmsgstr \"x\(word)\"\n"), ("po", "msgid_\(word) \"\"\n"),
      ("po", "msgid \"\"\nmsgstr \"\(word): \(word)\\nLanguage: \(word)\"\n"),
      ("po", "msgid \"\"\nmsgstr \"\"\n\"Content-Type: a; charset=\(word)\\n\"\n"),
      ("po", "msgid \"\"\nmsgstr \"Plural-Forms: plural=\(word);\"\n"),
      ("po", "# \(word)\n#, \(word)\n"),
    ]
  }

  @Test func readersOfCorpora() throws {
    for index in files("").indices {
      try growsEvenly("file \(index)") { word in
        let (format, text) = files(word)[index]
        let files = try CorpusFinder(source: "fr", target: "en")
          .named(folder.write(text, to: "a." + format))
        _ = try? CleanCorpus(files)
      }
    }
  }

  @Test func readersOfDocuments() throws {
    let record = #"{"step":1,"epoch":1,"seconds":1"#
    for text in [#","|":1}"#, #","scores":{"|":1,"|x":2}}"#, #","is_best":"|"}"#, "}|"] {
      growsEvenly(text) { word in
        let line = record + text.replacing("|", with: word)
        for _ in 0..<20 {
          _ = try? StrictJSON.decode(TrainingRecord.self, from: line.utf8, maximumBytes: 1 << 20)
        }
      }
    }
  }
}
