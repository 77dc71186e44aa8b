/// Every option of `s2s eval` in a command in which it has an effect, for `EvalOptionTests`.
struct EvalOptionCase {
  /// What is evaluated.
  enum Mode: CaseIterable { case files, translation, languageModel, captioner }

  /// The option with its value.
  let option: [String]
  /// What it needs beside it.
  var beside: [String] = []
  /// Whether its effect is elsewhere than in the report: speed, files, warnings.
  var isElsewhere = false

  /// Every option once.
  static let all: [EvalOptionCase] =
    metrics + reports + significance + models + files + searches
    + languageModels

  private static func bleu(_ option: String...) -> EvalOptionCase {
    .init(option: option, beside: ["--metrics", "bleu"])
  }
  private static func chrf(_ option: String...) -> EvalOptionCase {
    .init(option: option, beside: ["--metrics", "chrf"])
  }
  private static func ter(_ option: String..., beside: [String] = []) -> EvalOptionCase {
    .init(option: option, beside: ["--metrics", "ter"] + beside)
  }
  private static func rouge(_ option: String...) -> EvalOptionCase {
    .init(option: option, beside: ["--metrics", "rouge", "--rouge-types", "1,2,L,Lsum"])
  }

  static let metrics: [EvalOptionCase] = [
    .init(option: ["--metrics", "chrf"]), bleu("--tokenize", "char"), bleu("--smooth", "floor"),
    .init(
      option: ["--smooth-value", "0.7"], beside: ["--metrics", "bleu", "--smooth", "floor"]),
    bleu("--effective-order"), chrf("--lowercase"), chrf("--chrf-char-order", "3"),
    chrf("--chrf-word-order", "2"), chrf("--chrf-beta", "3"), chrf("--chrf-whitespace"),
    chrf("--chrf-eps-smoothing"), ter("--ter-normalized"), ter("--ter-no-punct"),
    ter("--ter-asian-support", beside: ["--ter-normalized"]), ter("--ter-case-sensitive"),
    .init(option: ["--rouge-types", "1"], beside: ["--metrics", "rouge"]), rouge("--rouge-stemmer"),
    rouge("--rouge-split", "en"), rouge("--rouge-separator", ". "),
    .init(option: ["--meteor-language", "fr"], beside: ["--metrics", "meteor"]),
    .init(option: ["--meteor-function-words", "words.txt"], beside: ["--metrics", "meteor"]),
    .init(option: ["--cider-plain"], beside: ["--metrics", "cider"]),
  ]

  private static let reports: [EvalOptionCase] = [
    .init(option: ["--digits", "5"]), .init(option: ["--json"]), .init(option: ["--short"]),
    .init(option: ["--sentence-level"]), .init(option: ["--by-length"]),
    .init(option: ["--by-frequency"], beside: ["--training-text", "words.txt"]),
    .init(option: ["--training-text", "words.txt"], beside: ["--by-frequency"]),
    .init(option: ["--examples", "1"]),
    .init(option: ["--html", "page.html"], isElsewhere: true),
    .init(option: ["--overwrite"], beside: ["--html", "page.html"], isElsewhere: true),
    .init(option: ["--force"], isElsewhere: true),
  ]

  private static let significance: [EvalOptionCase] = [
    .init(option: ["--confidence"], beside: ["--metrics", "chrf"]),
    .init(option: ["--compare", "other.txt"], beside: ["--metrics", "chrf"]),
    .init(
      option: ["--test-kind", "randomization"],
      beside: ["--compare", "other.txt", "--samples", "9", "--metrics", "chrf"]),
    .init(option: ["--samples", "20"], beside: ["--confidence", "--metrics", "chrf"]),
    .init(
      option: ["--seed", "7"], beside: ["--confidence", "--samples", "9", "--metrics", "chrf"]),
  ]

  private static let models: [EvalOptionCase] = [
    .init(option: ["--model", "model"], isElsewhere: true),
    .init(option: ["--ensemble"], beside: ["--model", "model"], isElsewhere: true),
    .init(option: ["--src", "fr"], isElsewhere: true),
    .init(option: ["--test", "other"], isElsewhere: true),
    .init(option: ["--corpus", "."], isElsewhere: true),
    .init(option: ["--features", "vectors"], beside: ["--test", "other"], isElsewhere: true),
    .init(option: ["--output", "new.txt"], isElsewhere: true),
  ]

  private static let files: [EvalOptionCase] = [
    .init(option: ["--ref", "second.txt"]), .init(option: ["--hyp", "other.txt"]),
    .init(option: ["--num-refs", "2"]), .init(option: ["--tgt", "zh"]),
    .init(option: ["--sources", "sources.txt"], beside: ["--by-length"]),
  ]

  /// What they do to a model of a stream is tried where its report is; to all else they are refused.
  private static let languageModels: [EvalOptionCase] =
    [["--cache", "9"], ["--dynamic"]].map { .init(option: $0, isElsewhere: true) }
    + ["--cache-theta", "--cache-lambda"].map {
      .init(option: [$0, "0.5"], beside: ["--cache", "9"], isElsewhere: true)
    }
    + ["--dynamic-rate", "--dynamic-decay", "--dynamic-segment"].map {
      .init(option: [$0, "1"], beside: ["--dynamic"], isElsewhere: true)
    }

  /// What they do is what they do to `s2s translate`.
  private static let searches: [EvalOptionCase] =
    [
      ["--beam", "3"], ["--beam-groups", "5"], ["--length-penalty", "0.5"],
      ["--length-formula", "gnmt"], ["--coverage-penalty", "0.2"], ["--max-length-ratio", "1.5"],
      ["--max-repeats", "2"], ["--forbid", "two"], ["--forbid-file", "words.txt"],
      ["--require", "one"], ["--split-sentences", "never"], ["--no-placeholders"], ["--shortlist"],
      ["--replace-unknown"],
      ["--batch-sentences", "3"], ["--threads", "1"], ["--kernels", "plain"],
      ["--prefix-file", "prefixes.txt"],
      ["--require-file", "prefixes.txt"],
    ].map { .init(option: $0, isElsewhere: true) } + [
      .init(option: ["--diversity", "2"], beside: ["--beam-groups", "5"], isElsewhere: true)
    ]
}
