import S2SModels
import Seq2Seq

extension TranslateCommand.Format {
  /// The output lines of a translation.
  func text(of translation: Translation, line: Int) throws -> String {
    switch self {
    case .text:
      translation.alternatives.map { alternative in
        alternative.text + (alternative.pharaoh.map { " ||| \($0)" } ?? "") + "\n"
      }.joined()
    case .tsv:
      translation.alternatives.map { alternative in
        "\(line)\t\(alternative.score)\t\(alternative.text)"
          + (alternative.pharaoh.map { "\t\($0)" } ?? "") + "\n"
      }.joined()
    case .moses:
      translation.alternatives.map { alternative in
        var entry = NBestEntry(
          id: line - 1, text: alternative.text, features: "", score: alternative.score)
        entry.add([alternative.logProbability])
        entry.rest = alternative.pharaoh.map { [$0] } ?? []
        return entry.line + "\n"
      }.joined()
    case .json: try encodeJSON(TranslationRecord(translation, line: line)) + "\n"
    }
  }
}

extension Translation.Alternative {
  /// The alignment in Pharaoh's form; `nil` unless it was asked for.
  fileprivate var pharaoh: String? {
    attention.map { $0.alignment.map(\.description).joined(separator: " ") }
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
    var alignment: String?
    var attention: [[Float]]?

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
      alignment = alternative.pharaoh
      attention = alternative.attention?.weights
    }
  }

  var line: Int
  var source: String
  var source_tokens: [String]?
  var translations: [Alternative]
  var pieces: Int
  var cut: Bool
  var blocked_repeats: Int
  var protected: Int
  var placeholders: Int
  var lost_placeholders: Int
  var missing_required: [String]
  var unknown_characters: [String]

  init(_ translation: Translation, line: Int) {
    self.line = line
    source = translation.source
    source_tokens = translation.alternatives.first?.attention?.sourceTokens
    translations = translation.alternatives.map(Alternative.init)
    pieces = translation.pieceCount
    cut = translation.isCut
    blocked_repeats = translation.blockedRepeats
    protected = translation.protectedCount
    placeholders = translation.placeholderCount
    lost_placeholders = translation.lost.count
    missing_required = translation.missingPhrases
    unknown_characters = translation.unknownCharacters.map { String($0) }
  }
}
