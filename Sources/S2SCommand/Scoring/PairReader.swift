import Glibc
import S2SCorpora
import S2SFiles
import Seq2Seq

/// The texts to score, one after the other: pairs of two files, pairs of one with tabs, or lines.
final class PairReader {
  private let sources: LineReader?
  private let texts: LineReader
  private let hasTabs: Bool
  private let names: [String]

  /// Opens the files; without any, standard input.
  ///
  /// - Throws: `FileError`; `ReadingError` where a language model is given two files.
  init(_ files: [String], needsSource: Bool) throws {
    guard needsSource || files.count < 2 else {
      throw ReadingError(
        "a language model scores lines of one file, and two are named; name one.", .usage)
    }
    names = (files.isEmpty ? ["-"] : files).map(Self.name)
    sources = files.count == 2 ? try Self.reader(files[0]) : nil
    texts = try Self.reader(files.last ?? "-")
    hasTabs = needsSource && files.count < 2
  }

  /// Opens a file, or standard input for `-`.
  static func reader(_ file: String) throws -> LineReader {
    file == "-"
      ? StandardInput.reader(for: "lines to score") : try LineReader(path: file, nul: .refuseUTF16)
  }

  /// The name of a file in messages.
  static func name(of file: String) -> String { file == "-" ? "standard input" : file }

  /// Whether the next pair would not wait.
  var hasBufferedLine: Bool { texts.hasBufferedLine && sources?.hasBufferedLine != false }

  /// The next pair, or `nil` after the last.
  ///
  /// - Throws: `LineError`; `CorpusError.noTab`, `ReadingError` for rows that are no pairs;
  ///   `CorpusError.unequalSides` where one file ends before the other.
  func next() throws -> TextPair? {
    guard let sources else { return try texts.next().map(pair) }
    let (source, text) = (try sources.next(), try texts.next())
    if let source, let text { return TextPair(source: source, text: text) }
    guard source != nil || text != nil else { return nil }
    while try sources.next() != nil {}
    while try texts.next() != nil {}
    throw CorpusError.unequalSides(
      source: names[0], sourceLines: sources.lineCount, target: names[1],
      targetLines: texts.lineCount)
  }

  private func pair(_ line: String) throws -> TextPair {
    guard hasTabs else { return TextPair(text: line) }
    let columns = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    let name = names[0]
    guard columns.count > 1 else {
      throw CorpusError.noTab(path: name, line: texts.lineCount, targetFirst: false)
    }
    guard columns.count == 2 else {
      throw ReadingError(
        "\(name), line \(grouped(texts.lineCount)) has \(columns.count) columns; each line has to be "
          + "source, tab, translation.")
    }
    return TextPair(source: String(Substring(columns[0])), text: String(Substring(columns[1])))
  }
}

/// Input that is not of the form that it has to be.
struct ReadingError: Sentence {
  let sentence: String
  let exitCode: SystemExitCode

  init(_ sentence: String, _ exitCode: SystemExitCode = .data) {
    self.sentence = sentence
    self.exitCode = exitCode
  }
}
