import ArgumentParser
import Glibc
import S2SFiles
import S2SModels
import S2STraining
import Seq2Seq

/// `s2s translate`: lines in, lines out.
struct TranslateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate lines of text from files or standard input",
    discussion: """
      N lines in are N lines out; an empty line gives an empty line.

      Examples:
        s2s translate < input.txt > output.txt
        s2s translate --model models/fr-en --beam 1 input.txt
        s2s translate --nbest 3 --beam 5 --format tsv < input.txt
      """)

  /// The forms of the output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, tsv, json
  }

  @Option(help: "A model's directory or file; several translate as an ensemble")
  var model: [String] = []
  @Option(name: .customLong("src"), help: "Take the newest model from this language")
  var source: String?
  @Option(name: .customLong("tgt"), help: "Take the newest model to this language")
  var target: String?
  @Option(help: "Hypotheses kept at each step; 1 is greedy") var beam = 5
  @Option(help: "Translations a line, best first; each takes an output line") var nbest = 1
  @Option(help: "The exponent of length normalisation: score = log p / length^exponent")
  var lengthPenalty = 1.0
  @Option(help: "Output tokens for each input token, at most (and 10 more)")
  var maxLengthRatio = 2.0
  @Option(help: "Times that a phrase may come in a row, a subword twice as often; 0 is any number")
  var maxRepeats = 4
  @Option(help: "text, tsv (line, score, translation) or json (one object a line)")
  var format = Format.text
  @Flag(
    inversion: .prefixedNo, help: "Copy addresses and numbers, where the model learned to")
  var placeholders = true
  @Flag(help: "Use the shortlist that s2s shortlist learned: faster, and nearly the same")
  var shortlist = false
  @Option(help: "Sentences that are decoded together") var batchSentences = 64
  @Option(help: "Worker threads (default: the processor's cores)") var threads: Int?
  @Argument(help: "Files to translate, one after the other; - is standard input")
  var files: [String] = []

  func run() throws {
    var options = TranslationOptions()
    options.search.beamSize = beam
    options.search.nbest = nbest
    options.search.normalization.exponent = lengthPenalty
    options.search.maximumLengthRatio = maxLengthRatio
    options.search.maximumRepeats = maxRepeats
    options.usesPlaceholders = placeholders
    options.usesShortlist = shortlist
    options.batchSentences = batchSentences
    options.threads = threads
    let files = try ModelChoice(paths: model, source: source, target: target).files()
    let translator = try Translator(files: files, options: options)
    let output = OutputWriter()
    var job = TranslationJob(translator: translator, output: output, format: format)
    for file in self.files.isEmpty ? ["-"] : self.files {
      let reader =
        file == "-"
        ? LineReader(descriptor: STDIN_FILENO, name: "standard input", nul: .keep)
        : try LineReader(path: file, nul: .keep)
      try job.run(reader)
    }
    job.report()
  }
}

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
