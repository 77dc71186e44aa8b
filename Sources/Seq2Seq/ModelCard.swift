import FoundationEssentials
import S2SCorpora
import S2SFiles
import S2SModels
import S2STraining

/// What a model is and how it came about: `README.md` beside it, and facts inside its file.
struct ModelCard {
  let setup: RunSetup
  let bundle: TranslationBundle
  let state: TrainerState
  let request: TrainingRequest
  let data: TrainingData

  /// The facts that travel in the model file.
  func facts() throws -> [String: String] {
    var facts = [
      "s2s_version": Seq2SeqVersion.current,
      "created": Self.today,
      "command": command,
      "options": try encodeJSON(setup.options),
      "corpus": try encodeJSON(setup.files),
      "corpus_directory": request.corpus.directory ?? "",
      "step": String(state.step),
      "epochs": String(state.epoch),
      "training_pairs": String(data.train.count),
    ]
    if let base = setup.base {
      facts["from"] = base.path
      facts["from_sha256"] = base.sha256
    }
    if let best = state.stopping.best {
      facts["validation_\(state.stopping.metric.rawValue)"] = String(best)
    }
    return facts
  }

  /// The card.
  var text: String {
    let shape = bundle.configuration
    let (source, target) = (setup.source, setup.target)
    return """
      # Translation model, \(source) to \(target)

      Made by s2s \(Seq2SeqVersion.current) on \(Self.today). `model.safetensors` is the whole model: weights, \
      shape and tokenizers.

          s2s translate --model \(request.modelPath ?? "models/\(source)-\(target)") < input.txt

      ## Scores

      | what | value |
      |---|---|
      \(scores.map { "| \($0) | \($1) |" }.joined(separator: "\n"))

      `s2s eval` measures BLEU and ROUGE on the corpus's test set.

      ## Model

      \(setup.options.summary).

      | what | value |
      |---|---|
      | parameters | \(grouped(bundle.parameterCount)) |
      | vocabulary | \(grouped(shape.sourceVocabularySize)) source, \
      \(grouped(shape.targetVocabularySize)) target |
      | updates | \(grouped(state.step)) in \(state.epoch) epochs |
      | training time | \(Int(state.elapsedSeconds.rounded())) s |
      | seed | \(setup.options.seed) |
      | began with | \(beginning) |

      ## Corpus

      \(grouped(data.train.count)) training pairs and \(grouped(data.valid.count)) validation pairs\
      \(data.hasOwnValidation ? "" : ", set aside from the training files"). \
      Cleaning: \(data.train.summary).

      | file | sha256 |
      |---|---|
      \(setup.files.map { "| \($0.path) | \($0.sha256) |" }.joined(separator: "\n"))

      ## Command

          \(command)

      ## Limits

      It knows the words and the kinds of sentences of its corpus. A fixed vector carries a whole \
      sentence, so quality falls on long ones. It may be fluent and wrong: let a person check what \
      matters.

      """
  }

  private var beginning: String {
    setup.base.map { "\($0.path), SHA-256 \($0.sha256)" } ?? "weights drawn by the seed"
  }

  private var scores: [(String, String)] {
    guard let best = state.stopping.best else { return [("validation", "not yet measured")] }
    switch state.stopping.metric {
    case .loss:
      return [
        ("validation loss", NumberText.fixed(best, 4)),
        ("validation perplexity", NumberText.fixed(NumberText.exponential(best), 2)),
      ]
    case .bleu: return [("validation BLEU, greedy", NumberText.fixed(best, 1))]
    }
  }

  private var command: String {
    request.commandLine.isEmpty
      ? "s2s train --src \(setup.source) --tgt \(setup.target)"
      : (["s2s"] + request.commandLine.dropFirst()).joined(separator: " ")
  }

  private static var today: String {
    String(Date().ISO8601Format().prefix(10))
  }
}

/// Reads the facts that a model card put into a model file.
package enum TrainingFacts {
  /// The options of the run; `nil` where the file does not say.
  package static func options(of bundle: TranslationBundle) -> TrainingOptions? {
    bundle.facts["options"].flatMap { try? decodeJSON($0, "the options") }
  }

  /// The files that were learned from; none where the file does not say.
  package static func files(of bundle: TranslationBundle) -> [TrainingData.FileDigest] {
    bundle.facts["corpus"].flatMap { try? decodeJSON($0, "the corpus") } ?? []
  }

  /// The target side's training text, where the model was trained on aligned files that are still
  /// there.
  package static func targetFile(of bundle: TranslationBundle) -> String? {
    files(of: bundle).map(\.path).first { path in
      [".\(bundle.target)", ".\(bundle.target).gz"].contains(where: path.hasSuffix)
        && FileManager.default.fileExists(atPath: path)
    }
  }
}
