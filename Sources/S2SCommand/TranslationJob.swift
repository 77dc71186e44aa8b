import S2SFiles
import S2SModels
import S2STraining
import Seq2Seq

/// Translates what a reader gives, block by block, and counts what deserves a word.
struct TranslationJob {
  let translator: Translator
  let output: OutputWriter
  let format: TranslateCommand.Format
  private var lineCount = 0
  private var splitCount = 0
  private var cutCount = 0
  private var loopCount = 0
  private var lostCount = 0
  /// The lines that are translated together, where so many are there.
  private static let blockSize = 2_048

  init(translator: Translator, output: OutputWriter, format: TranslateCommand.Format) {
    self.translator = translator
    self.output = output
    self.format = format
  }

  /// Translates all lines; those before a bad one are written before the error is thrown.
  mutating func run(_ reader: LineReader) throws {
    var block: [String] = []
    do {
      while let line = try reader.next() {
        block.append(line)
        // Somebody who types wants an answer before the next line.
        if block.count == Self.blockSize || !reader.hasBufferedLine {
          try write(block)
          block.removeAll(keepingCapacity: true)
        }
      }
    } catch let error as LineError {
      try write(block)
      throw error
    }
    try write(block)
  }

  /// Says on standard error what was split, cut, kept from looping or lost.
  func report() {
    if splitCount > 0 {
      say(
        "warning: \(grouped(splitCount)) over-long line\(splitCount == 1 ? " was" : "s were") "
          + "translated in pieces.")
    }
    if cutCount > 0 {
      say(
        "warning: \(grouped(cutCount)) translation\(cutCount == 1 ? "" : "s") did not end and "
          + "\(cutCount == 1 ? "was" : "were") cut; see --max-length-ratio.")
    }
    if loopCount > 0 {
      say(
        "warning: \(grouped(loopCount)) translation\(loopCount == 1 ? " was" : "s were") kept from "
          + "repeating \(loopCount == 1 ? "itself" : "themselves"); see --max-repeats.")
    }
    if lostCount > 0 {
      say(
        "warning: \(grouped(lostCount)) address\(lostCount == 1 ? "" : "es") or "
          + "number\(lostCount == 1 ? "" : "s") of the input \(lostCount == 1 ? "is" : "are") "
          + "missing in the translations.")
    }
  }

  private mutating func write(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    for translation in translator.translate(lines) {
      lineCount += 1
      if translation.pieceCount > 1 { splitCount += 1 }
      if translation.isCut { cutCount += 1 }
      if translation.blockedRepeats > 0 { loopCount += 1 }
      lostCount += translation.lostPlaceholderCount
      try output.write(format.text(of: translation, line: lineCount))
    }
    try output.flush()
  }
}

extension TranslateCommand.Format {
  /// The output lines of a translation.
  func text(of translation: Translation, line: Int) throws -> String {
    switch self {
    case .text: translation.alternatives.map { $0.text + "\n" }.joined()
    case .tsv:
      translation.alternatives.map { "\(line)\t\($0.score)\t\($0.text)\n" }.joined()
    case .json: try encodeJSON(TranslationRecord(translation, line: line)) + "\n"
    }
  }
}

/// A translation as JSON.
private struct TranslationRecord: Encodable {
  struct Alternative: Encodable {
    var text: String
    var score: Double?
    var log_probability: Double?
    var tokens: [String]
  }

  var line: Int
  var source: String
  var translations: [Alternative]
  var pieces: Int
  var cut: Bool
  var blocked_repeats: Int
  var placeholders: Int
  var lost_placeholders: Int

  init(_ translation: Translation, line: Int) {
    self.line = line
    source = translation.source
    // JSON has no infinity: the score of a translation that could not be made is left out.
    translations = translation.alternatives.map {
      Alternative(
        text: $0.text, score: $0.score.isFinite ? $0.score : nil,
        log_probability: $0.logProbability.isFinite ? $0.logProbability : nil,
        tokens: $0.tokens)
    }
    pieces = translation.pieceCount
    cut = translation.isCut
    blocked_repeats = translation.blockedRepeats
    placeholders = translation.placeholderCount
    lost_placeholders = translation.lostPlaceholderCount
  }
}
