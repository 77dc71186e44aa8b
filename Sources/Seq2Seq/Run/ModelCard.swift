import FoundationEssentials
import S2SFiles
import S2SModels
import S2STraining

/// What a model is and how it came about: `README.md` beside it, and facts inside its file.
struct ModelCard<Task: LearningTask> {
  let prepared: Preparation<Task>
  let state: TrainerState
  let texts: Texts
  let parameterCount: Int
  private var setup: RunSetup<Task.Options> { prepared.setup }
  private var data: Task.Data { prepared.data }

  /// The facts that travel in the model file.
  func facts() throws -> [String: String] {
    var facts = [
      "created": today,
      "run": try encodeJSON(run),
      "command": command,
      "options": try encodeJSON(setup.options),
      "corpus": try encodeJSON(setup.files),
      CorpusOrigin.fact: try encodeJSON(setup.origin),
      "step": String(state.step),
      "epochs_finished": String(state.epoch),
      "training_examples": String(data.trainingCount),
    ]
    facts.merge(data.facts) { first, _ in first }
    for (name, value) in setup.environment?.facts ?? [] { facts[name] = value }
    if setup.stretches.count > 1 { facts["stretches"] = try encodeJSON(setup.stretches) }
    if let base = setup.base {
      facts["from"] = base.path
      facts["from_sha256"] = base.sha256
    }
    if let best = state.stopping.best {
      facts["validation_\(state.stopping.metric)"] = String(best)
    }
    return facts
  }

  /// The card.
  var text: String {
    let words = Task.cardWords(setup.options, languages: setup.languages)
    return """
      # \(MarkdownText.escaped(words.title))

      Made by s2s \(Seq2SeqVersion.description) on \(today). `model.safetensors` is the whole model: \
      weights, shape and tokenizers.
      \(usage)
      ## Scores

      | what | value |
      |---|---|
      \(rows(scores))

      \(words.evaluation)

      ## Model

      \(MarkdownText.escaped(setup.options.summary)).

      | what | value |
      |---|---|
      \(rows(model))

      ## Corpus

      \(corpus)

      | file | sha256 |
      |---|---|
      \(rows(setup.files.map { ($0.path, $0.sha256) }))

      ## Command

          \(command)

      ## Limits

      \(words.limits)

      """
  }

  /// A command that uses the model, if one is known.
  private var usage: String {
    let command = prepared.request.usage(prepared.directory.path)
    return command.isEmpty ? "" : "\n    \(command)\n"
  }

  private var model: [(String, String)] {
    [
      ("parameters", grouped(parameterCount)), ("vocabulary", vocabularies),
      ("steps", "\(grouped(state.step)) in \(state.epoch) epochs"),
      ("training time", "\(Int(state.elapsedSeconds.rounded())) s"),
      ("seed", "\(setup.options.learning.seed)"), ("began with", beginning),
    ] + environments
  }

  /// What the options leave out of the run; paths are seen from the model, so that both may move.
  private var run: RunConfiguration {
    var run = prepared.configuration()
    for name in Task.Options.options.fields.map(\.name) + ["model"] { run.values[name] = nil }
    let directory = AbsolutePath(prepared.directory.path, followsLast: true)
    return run.mapPaths(Task.pathNames) { AbsolutePath($0).relative(to: directory) }
  }

  /// What computed the updates from each step on.
  private var environments: [(String, String)] {
    setup.stretches.enumerated().flatMap { index, stretch in
      let since = index == 0 ? "" : ", from step \(grouped(stretch.step)) on"
      return stretch.environment.facts.filter { $0.name != "s2s_version" && !$0.value.isEmpty }
        .map { ($0.name + since, $0.value) }
    }
  }

  private var corpus: String {
    "\(grouped(data.trainingCount)) training and \(grouped(data.validationCount)) validation examples"
      + (data.hasOwnValidation ? "" : ", the latter set aside from the training files")
      + ". Cleaning: \(data.summary)."
  }

  /// Rows of a table.
  private func rows(_ pairs: [(String, String)]) -> String {
    pairs.map { "| \(MarkdownText.escaped($0)) | \(MarkdownText.escaped($1)) |" }
      .joined(separator: "\n")
  }

  private var vocabularies: String {
    Task.vocabularySizes(texts).sorted { $0.key < $1.key }.map { "\(grouped($1)) \($0)" }
      .joined(separator: ", ")
  }

  private var beginning: String {
    setup.base.map { "\($0.path), SHA-256 \($0.sha256)" } ?? "weights drawn by the seed"
  }

  private var scores: [(String, String)] {
    guard let best = state.stopping.best else { return [("validation", "not yet measured")] }
    guard state.stopping.metric == ValidationResult.lossName else {
      return [("validation \(state.stopping.metric)", NumberText.fixed(best, 1))]
    }
    return [
      ("validation loss", NumberText.fixed(best, 4)),
      ("validation perplexity", NumberText.fixed(NumberText.exponential(best), 2)),
    ]
  }

  private var command: String {
    let typed = prepared.request.commandLine
    return typed.isEmpty
      ? "a program that uses the library"
      : (["s2s"] + typed.dropFirst().map(ShellWord.quoted)).joined(separator: " ")
  }

  private var today: String { String(Date().ISO8601Format().prefix(10)) }
}

/// What a model card says about a task.
package struct CardWords {
  /// The title.
  package var title: String
  /// How the model is evaluated.
  package var evaluation: String
  /// What to beware of.
  package var limits: String
}
