import S2SFiles
import S2SRandom

/// A corpus of software texts that people translated for Debian and for the programs in it, made of
/// downloaded packages.
///
/// The folder of the downloads has the lists of the archive's index in `lists`, and for each other
/// part a folder of its letter with the unpacked packages, `B/libreoffice-help-fr/usr/...`, and the
/// packages themselves beside them, `B/libreoffice-help-fr_1.2-3_all.deb`.
public struct DebianCorpus: Sendable {
  /// What was read and written.
  public struct Result: Sendable {
    /// What became of the texts of each part, in the order of the parts.
    public internal(set) var parts: [(part: DebianPart, counts: DebianCounts)] = []
    /// The pairs in the training files.
    public internal(set) var trainingPairs = 0
    /// The pairs set aside for validation.
    public internal(set) var validationPairs = 0
    /// The pairs set aside for tests.
    public internal(set) var testPairs = 0
    /// The pairs that were left out because a sentence of theirs was set aside.
    public internal(set) var sharingPairs = 0
  }

  /// The folder of the downloads.
  public let downloads: String
  /// The languages of the pairs; one of them is English.
  public let languages: LanguagePair
  /// The parts that are read, in their order, each once.
  public let parts: [DebianPart]
  /// The pairs to set aside for validation.
  public var validationPairs = 2_000
  /// The pairs to set aside for tests.
  public var testPairs = 2_000
  /// Which pairs are set aside.
  public var seed: UInt64 = 1
  /// Whether files that are there are replaced.
  public var overwrites = false

  /// The files of a corpus beside those of its pairs.
  private static let (cardName, sumsName) = ("README.md", "SHA256SUMS")

  /// A corpus of downloads.
  ///
  /// - Throws: `DebianError.notEnglish`.
  public init(
    downloads: String, _ languages: LanguagePair, parts: [DebianPart] = DebianPart.usual
  ) throws {
    let sides = [languages.source, languages.target].map { DebianLanguage.english.isNamed($0) }
    guard sides[0] != sides[1] else { throw DebianError.notEnglish(languages) }
    self.downloads = downloads
    self.languages = languages
    self.parts = DebianPart.allCases.filter(parts.contains)
  }

  /// Whether English is the source.
  private var isFromEnglish: Bool { DebianLanguage.english.isNamed(languages.source) }

  /// The language beside English.
  var language: DebianLanguage {
    DebianLanguage(isFromEnglish ? languages.target : languages.source)
  }

  /// Reads the downloads and writes the corpus: its files, a card and their checksums, all of them or
  /// none.
  ///
  /// - Parameters:
  ///   - directory: made where it is not there.
  ///   - progress: called with the number of pairs found, and the fraction of the bytes that were
  ///     read, from 0 to 1.
  /// - Throws: `DebianError`; `CorpusError.exists`; `FileError`.
  public func write(
    to directory: String, progress: @escaping (_ pairs: Int, _ share: Double) -> Void = { _, _ in }
  ) throws -> Result {
    try Directory.check(directory)
    let names = OutputFiles.names(languages) + [Self.cardName, Self.sumsName]
    let files = OutputFiles(names.map { "\(directory)/\($0)" })
    try files.checkFree(inputs: [], overwrites: overwrites)
    let reader = DebianReader(self, progress: progress)
    let pairs = try reader.read().lazy.map { pair in
      isFromEnglish ? (pair.english, pair.other) : (pair.other, pair.english)
    }
    guard !reader.sources.isEmpty else { throw DebianError.noDownloads(downloads, parts) }
    var result = Result()
    result.parts = parts.map { ($0, reader.counts[$0] ?? DebianCounts()) }
    let split = try split(ParallelCorpus(pairs: pairs), &result)
    var contents = zip(names, split.files).filter { !$1.isEmpty }.map { (name: $0, text: $1) }
    let words = split.englishWords(isFromEnglish)
    contents.append((Self.cardName, try card(result, words, reader.sources)))
    let sums = contents.map { "\(SHA256.digest(of: $0.text))  \($0.name)\n" }
    contents.append((Self.sumsName, sums.joined()))
    try Directory.create(directory)
    try files.write(contents.map { "\(directory)/\($0.name)" }) { writers in
      for (writer, file) in zip(writers, contents) { try writer.write(file.text) }
    }
    return result
  }

  /// Sets pairs aside.
  private func split(_ corpus: ParallelCorpus, _ result: inout Result) throws -> DebianFiles {
    var corpus = corpus
    let usable = corpus.count
    var generator = SeededGenerator(seed: seed)
    let valid = corpus.setAside(validationPairs, using: &generator)
    let test = corpus.setAside(testPairs, using: &generator)
    guard corpus.count > 0, valid.count == validationPairs, test.count == testPairs else {
      throw DebianError.tooFewPairs(
        downloads, languages, usable: usable, setAside: validationPairs + testPairs)
    }
    (result.trainingPairs, result.validationPairs) = (corpus.count, valid.count)
    result.testPairs = test.count
    result.sharingPairs = usable - corpus.count - valid.count - test.count
    return DebianFiles(parts: [corpus, valid, test])
  }
}

/// The parts of a corpus, as they are written.
struct DebianFiles {
  /// To learn from, to validate with, to test on.
  let parts: [ParallelCorpus]

  /// The contents of the files, in the order of `OutputFiles.names`.
  var files: [String] {
    parts.flatMap { [$0.sources, $0.targets] }.map { side in
      side.map { $0 + "\n" }.joined()
    }
  }

  /// The English words, between white space, of all parts.
  func englishWords(_ isFromEnglish: Bool) -> Int {
    parts.reduce(0) { sum, part in
      (isFromEnglish ? part.sources : part.targets).reduce(sum) { $0 + TextSize($1).words }
    }
  }
}
