import S2SFiles
import S2SRandom

/// Turns corpora of any format into the plain form: one sentence per line, or tab-separated pairs.
///
/// The pairs are cleaned as for training. Files appear only when all of them are whole; even if the
/// process is killed, no side of a pair stands beside the other side of an older one.
public struct CorpusImport: Sendable {
  /// The destination of the pairs.
  public enum Output: Sendable, Equatable {
    /// `train.LANG`, and `valid.LANG` and `test.LANG` where pairs are set aside, in a directory.
    case directory(String)
    /// A file of tab-separated pairs; a tab inside of a text becomes a space.
    case tabSeparated(String)
  }

  /// The result.
  public struct Result: Sendable {
    /// The numbers of kept and dropped pairs of each file that was read.
    public var parts: [CleanCorpus.Part] = []
    /// The pairs in the training files.
    public var trainingPairs = 0
    /// The pairs set aside for validation.
    public var validationPairs = 0
    /// The pairs set aside for tests.
    public var testPairs = 0
    /// The pairs that were left out because a sentence of theirs was set aside.
    public var sharingPairs = 0
  }

  private let files: [CorpusFiles]
  private let languages: LanguagePair
  private let output: Output

  /// The pairs to set aside for validation.
  public var validationPairs = 0
  /// The pairs to set aside for tests.
  public var testPairs = 0
  /// Which pairs are set aside.
  public var seed: UInt64 = 1
  /// Whether files that are there are replaced: all three parts, also those that are not written.
  public var overwrites = false

  /// Imports some files, as one corpus.
  public init(_ files: [CorpusFiles], _ languages: LanguagePair, to output: Output) {
    self.files = files
    self.languages = languages
    self.output = output
  }

  /// Reads and writes.
  ///
  /// - Precondition: nothing is set aside from one tab-separated file.
  /// - Throws: `CorpusError`: `exists` when there are files already, `tooFewPairs` when there
  ///   are fewer pairs than wanted; as `PairReader`; `FileError` when writing fails.
  @discardableResult
  public func run() throws -> Result {
    if case .directory(let directory) = output { try Directory.check(directory) }
    try outputFiles.checkFree(inputs: files.flatMap(\.paths), overwrites: overwrites)
    var corpus = try CleanCorpus(files)
    var result = Result(parts: corpus.parts)
    let usable = corpus.count
    guard usable > validationPairs + testPairs else { throw tooFew(corpus) }
    var generator = SeededGenerator(seed: seed)
    let valid = try setAside(validationPairs, of: &corpus, &generator)
    let test = try setAside(testPairs, of: &corpus, &generator)
    (result.validationPairs, result.testPairs) = (valid.count, test.count)
    result.trainingPairs = corpus.count
    result.sharingPairs = usable - corpus.count - valid.count - test.count
    guard corpus.count > 0, test.count == testPairs else { throw tooFew(corpus) }
    switch output {
    case .directory(let directory): try write(corpus, valid, test, to: directory)
    case .tabSeparated(let path): try write(corpus, toColumnsOf: path)
    }
    return result
  }

  private func setAside(
    _ size: Int, of corpus: inout CleanCorpus, _ generator: inout SeededGenerator
  ) throws -> ParallelCorpus {
    size == 0 ? ParallelCorpus(pairs: []) : try corpus.setAside(size, using: &generator)
  }

  private func tooFew(_ corpus: CleanCorpus) -> CorpusError {
    let usable = corpus.parts.map { $0.cleaning.total - $0.cleaning.dropped }.reduce(0, +)
    return .tooFewPairs(
      files.flatMap(\.paths), usable: usable, setAside: validationPairs + testPairs,
      summary: corpus.summary)
  }
}

/// Writing.
extension CorpusImport {
  /// All files that the output may consist of.
  private var outputFiles: OutputFiles {
    switch output {
    case .directory(let directory): OutputFiles(directory: directory, languages)
    case .tabSeparated(let path): OutputFiles([path])
    }
  }

  private func write(
    _ train: CleanCorpus, _ valid: ParallelCorpus, _ test: ParallelCorpus,
    to directory: String
  ) throws {
    try Directory.create(directory)
    let sizes = [train.count, valid.count, test.count]
    let files = outputFiles
    let paths = files.paths.enumerated().filter { sizes[$0.offset / 2] > 0 }.map(\.element)
    try files.write(paths) { writers in
      try train.forEach { source, target in
        try writers[0].write(source + "\n")
        try writers[1].write(target + "\n")
      }
      var next = 2
      for part in [valid, test] where part.count > 0 {
        for source in part.sources { try writers[next].write(source + "\n") }
        for target in part.targets { try writers[next + 1].write(target + "\n") }
        next += 2
      }
    }
  }

  private func write(_ corpus: CleanCorpus, toColumnsOf path: String) throws {
    try AtomicFile.write(to: path) { writer in
      try corpus.forEach { source, target in
        try writer.write("\(Self.cell(source))\t\(Self.cell(target))\n")
      }
    }
  }

  private static func cell(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\t")) else { return text }
    let bytes = text.utf8.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
