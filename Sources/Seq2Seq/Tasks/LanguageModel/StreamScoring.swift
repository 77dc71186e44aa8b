import S2SCorpora
import S2SModels
import S2SSearch
import S2SText
import Synchronization

/// Scores lines as one text by a language model of a stream: each after all those before it, also those
/// of earlier calls.
final class StreamScoring: TextScoring {
  let needsSource = false
  private let text: TextPipeline
  private let normalization: LengthNormalization
  private let reader: Mutex<StreamReader>

  /// Loads the model in a file.
  ///
  /// - Throws: as `LanguageModelEvaluator`; `ModelError.readsLines`.
  init(_ file: String, _ options: ScoringOptions) throws {
    let model: LanguageModel
    (_, model, text) = try LanguageModelTask.load(file)
    guard model.readsStream else { throw ModelError.readsLines(path: file, option: "in-context") }
    normalization = options.normalization
    reader = Mutex(StreamReader(model))
  }

  func score(
    _ pairs: [TextPair], isCancelled: @Sendable () -> Bool, progress: @Sendable (Double) -> Void
  ) throws -> [TextScore] {
    let encode = LanguageModelData.encoder([LanguageModelTask.role: text])()
    let lines = pairs.map {
      encode(text.normalization.applied(to: $0.text)) + [TranslationModel.eos]
    }
    let tokens = lines.flatMap(\.self)
    let found = try reader.withLock { reader in
      try reader.logProbabilities(
        of: tokens, isCancelled: isCancelled,
        progress: { progress(Double($0) / Double(tokens.count)) })
    }
    var end = 0
    return lines.map { line in
      defer { end += line.count }
      let own = found[end..<end + line.count]
      return TextScore(
        tokens: text.pieces(line), tokenLogProbabilities: own.map { Float($0) },
        logProbability: own.reduce(0, +), normalization: normalization, isLong: false)
    }
  }
}
