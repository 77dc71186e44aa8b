import S2SConsole
import S2SFiles
import S2SModels
import S2STraining
import Seq2Seq

/// Translates the lines of a reader block by block, and counts what to warn of.
struct TranslationJob {
  let translator: Translator
  let output: OutputWriter
  let format: TranslateCommand.Format
  /// The files beside the input.
  private let companions: [CompanionFile]
  private var readCount = 0
  /// Whether one of them ended before the input; lines are then only counted.
  private var isShort = false
  private var lineCount = 0
  private var splitCount = 0
  private var cutCount = 0
  private var loopCount = 0
  private var lostCount = 0
  private var missingCount = 0
  /// The most lines that are translated together.
  private let blockSize: Int
  /// The most bytes of lines that are translated together, unless one line has more.
  private static let blockBytes = 4 << 20

  init(
    translator: Translator, output: OutputWriter, format: TranslateCommand.Format,
    companions: [CompanionFile] = [], nbest: Int = 1
  ) {
    // So that their translations, all of which are kept for a while, stay some thousands.
    blockSize = max(1, 10_240 / max(5, nbest))
    self.companions = companions
    self.translator = translator
    self.output = output
    self.format = format
  }

  /// Translates all lines; those before a bad one are written before the error is thrown.
  mutating func run(_ reader: LineReader) throws {
    if isShort { return try count(reader) }
    var block: [TranslationRequest] = []
    var bytes = 0
    do {
      while let line = try reader.next() {
        guard let request = try request(line) else {
          try write(block)
          isShort = true
          return try count(reader)
        }
        block.append(request)
        bytes += line.utf8.count
        // Somebody who types wants an answer before the next line.
        if block.count == blockSize || bytes >= Self.blockBytes || !reader.hasBufferedLine {
          try write(block)
          block.removeAll(keepingCapacity: true)
          bytes = 0
        }
      }
    } catch  where error is LineError || error is CompanionError {
      try write(block)
      throw error
    }
    try write(block)
  }

  /// A line with the demands of the files beside the input; `nil` where one has ended.
  private mutating func request(_ line: String) throws -> TranslationRequest? {
    readCount += 1
    var request = TranslationRequest(line)
    for companion in companions {
      guard try companion.advance(&request, line: readCount, check: translator.check) else {
        return nil
      }
    }
    return request
  }

  private mutating func count(_ reader: LineReader) throws {
    while try reader.next() != nil { readCount += 1 }
  }

  /// Reports, and checks that the files beside the input ended with it.
  func finish() throws {
    report()
    for companion in companions { try companion.checkCount(readCount) }
  }

  /// Reports on standard error the lines that were split, cut, kept from looping, or that lost
  /// something.
  private func report() {
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
        lostCount == 1
          ? "warning: 1 address, number or symbol of the input is missing in its translation; "
            + "--format json names it."
          : "warning: \(grouped(lostCount)) addresses, numbers or symbols of the input are missing "
            + "in their translations; --format json names them.")
    }
    if missingCount > 0 {
      say(
        "warning: \(grouped(missingCount)) required phrase\(missingCount == 1 ? " is" : "s are") "
          + "missing in translations that were cut; see --max-length-ratio.")
    }
  }

  private mutating func write(_ requests: [TranslationRequest]) throws {
    guard !requests.isEmpty else { return }
    for translation in try translator.translate(requests) {
      lineCount += 1
      if translation.isTooLong { splitCount += 1 }
      if translation.isCut { cutCount += 1 }
      if translation.blockedRepeats > 0 { loopCount += 1 }
      lostCount += translation.lost.count
      missingCount += translation.missingPhrases.count
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
    case .moses:
      translation.alternatives.map { alternative in
        var entry = NBestEntry(
          id: line - 1, text: alternative.text, features: "", score: alternative.score)
        entry.add([alternative.logProbability])
        return entry.line + "\n"
      }.joined()
    case .json: try encodeJSON(TranslationRecord(translation, line: line)) + "\n"
    }
  }
}

/// A translation as JSON; what its line says of `cut` and the like is that of the best entry.
private struct TranslationRecord: Encodable {
  struct Alternative: Encodable {
    var text: String
    var score: Double?
    var log_probability: Double?
    var tokens: [String]
    var cut: Bool
    var blocked_repeats: Int
    var lost: [String]
    var missing_required: [String]

    init(_ alternative: Translation.Alternative) {
      text = alternative.text
      // JSON has no infinity: the score of a translation that could not be made is left out.
      score = alternative.score.isFinite ? alternative.score : nil
      log_probability = alternative.logProbability.isFinite ? alternative.logProbability : nil
      tokens = alternative.tokens
      cut = alternative.isCut
      blocked_repeats = alternative.blockedRepeats
      lost = alternative.lost
      missing_required = alternative.missingPhrases
    }
  }

  var line: Int
  var source: String
  var translations: [Alternative]
  var pieces: Int
  var cut: Bool
  var blocked_repeats: Int
  var protected: Int
  var placeholders: Int
  var lost_placeholders: Int
  var missing_required: [String]

  init(_ translation: Translation, line: Int) {
    self.line = line
    source = translation.source
    translations = translation.alternatives.map(Alternative.init)
    pieces = translation.pieceCount
    cut = translation.isCut
    blocked_repeats = translation.blockedRepeats
    protected = translation.protectedCount
    placeholders = translation.placeholderCount
    lost_placeholders = translation.lost.count
    missing_required = translation.missingPhrases
  }
}
