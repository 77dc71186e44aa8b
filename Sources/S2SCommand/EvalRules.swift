import ArgumentParser
import S2SMetrics

/// Which options of `s2s eval` have an effect beside which others; those that would have none are
/// refused before any work.
struct EvalRules {
  /// The options that were given.
  let given: [String]
  /// What is measured.
  let metrics: MetricSelection
  /// Whether files are scored, and not a model.
  let scoresFiles: Bool

  /// Refuses what would do nothing.
  ///
  /// - Throws: `ValidationError`, one sentence with the names of the options.
  func check() throws {
    try checkMode()
    for (option, others) in Self.exclusions where given.contains(option) {
      guard let other = given.first(where: others.contains) else { continue }
      throw ValidationError(
        "\(option) and \(other) have no effect together; leave one of them out.")
    }
    for (options, needed) in Self.needs + (scoresFiles ? Self.needsOfFiles : []) {
      guard let option = given.first(where: options.contains) else { continue }
      guard !needed.contains(where: given.contains) else { continue }
      throw ValidationError(
        "\(option) has no effect without \(Self.either(needed)); add it, or leave \(option) out.")
    }
    try checkMetrics()
  }

  /// Refuses options that mean nothing for a model that writes no text.
  ///
  /// - Throws: `ValidationError`.
  func checkModelWithoutTexts() throws {
    let known = Self.ofEveryTask.union(Self.ofLanguageModels)
      .union(given.contains("--dynamic") ? ["--training-text"] : [])
    if let name = given.first(where: { !known.contains($0) }) {
      throw ValidationError("\(name) is for texts, and this model writes none; leave it out.")
    }
  }

  /// Refuses options that mean nothing for a model that writes captions.
  ///
  /// - Throws: `ValidationError`.
  func checkCaptioner() throws {
    if let name = given.first(where: Self.ofTranslators.contains) {
      throw ValidationError(
        "\(name) is for translations, and this model writes captions; leave it out.")
    }
  }

  private func checkMode() throws {
    let needless = given.first { (scoresFiles ? Self.ofModels : Self.ofFiles).contains($0) }
    if let needless {
      throw ValidationError(
        scoresFiles
          ? "\(needless) is for a model, and --ref scores files; leave one of them out."
          : "\(needless) is for files, and without --ref a model is scored; leave it out, or name "
            + "--ref."
      )
    }
    if scoresFiles && !metrics.measures.isEmpty {
      throw ValidationError("perplexity and accuracy need a model; leave --ref out.")
    }
  }

  private func checkMetrics() throws {
    for (prefixes, kinds) in Self.metricOptions
    where kinds.allSatisfy({ !metrics.kinds.contains($0) }) {
      guard let option = given.first(where: { prefixes.contains(where: $0.hasPrefix) }) else {
        continue
      }
      let names = Self.either(kinds.map(\.rawValue))
      throw ValidationError(
        "\(option) has no effect without \(names) in --metrics; add it, or leave \(option) out.")
    }
    if metrics.kinds.isEmpty, given.contains("--compare") {
      throw ValidationError(
        "--compare needs a metric of texts; name one in --metrics, such as bleu.")
    }
  }

  private static func either(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
  }
}

extension EvalRules {
  /// What is of files alone.
  static let ofFiles: Set = ["--hyp", "--num-refs", "--sources"]

  /// What is of models alone.
  static let ofModels = Set(
    ["--model", "--ensemble", "--src", "--test", "--corpus", "--features", "--kernels", "--output"]
      + optionNames(of: TranslationArguments.self) + ofLanguageModels)

  /// What is of language models of a stream alone.
  static let ofLanguageModels = optionNames(of: AdaptationArguments.self)

  /// What is of translation models, and not of captioners.
  static let ofTranslators = Set(["--ensemble", "--src"])
    .union(optionNames(of: TranslationArguments.self))
    .subtracting([
      "--beam", "--beam-groups", "--diversity", "--length-penalty", "--length-formula",
      "--max-repeats", "--threads",
    ])

  /// What is of models of every task.
  static let ofEveryTask: Set = [
    "--model", "--test", "--threads", "--kernels", "--json", "--short", "--digits", "--html",
    "--overwrite",
  ]

  /// An option, and those that leave it or are left without an effect.
  static let exclusions: [(option: String, others: Set<String>)] = [
    ("--json", ["--short"]), ("--test", ["--corpus"]),
    (
      "--sentence-level",
      [
        "--short", "--by-length", "--by-frequency", "--examples", "--confidence", "--samples",
        "--seed", "--test-kind", "--effective-order",
      ]
    ),
  ]

  /// Options, and those without which they do nothing.
  static let needs: [(options: Set<String>, needed: [String])] = [
    (["--overwrite"], ["--output", "--html"]), (["--features"], ["--test"]),
    (["--seed", "--samples"], ["--confidence", "--compare"]),
    (["--test-kind"], ["--compare"]),
    (["--training-text"], ["--by-frequency", "--html", "--dynamic"]),
    (["--cache-theta", "--cache-lambda"], ["--cache"]),
    (["--dynamic-rate", "--dynamic-decay", "--dynamic-segment"], ["--dynamic"]),
    (["--sources"], ["--by-length", "--by-frequency", "--examples", "--html"]),
  ]

  /// The same for files: a model may know what these name.
  static let needsOfFiles: [(options: Set<String>, needed: [String])] = [
    (["--by-frequency"], ["--training-text"])
  ]

  /// Options, or what their names begin with, and the metrics that look at them.
  static let metricOptions: [(prefixes: [String], kinds: [MetricKind])] = [
    (["--tokenize"], [.bleu, .meteor, .cider]), (["--lowercase"], [.bleu, .chrf]),
    (["--smooth", "--effective-order"], [.bleu]), (["--chrf-"], [.chrf]), (["--ter-"], [.ter]),
    (["--rouge-"], [.rouge, .urouge]), (["--meteor-"], [.meteor]), (["--cider-"], [.cider]),
  ]
}
