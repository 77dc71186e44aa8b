import ArgumentParser
import S2SFiles
import S2SMetrics

/// Which metrics, and how they count.
struct MetricArguments: ParsableArguments {
  @Option(
    help: """
      The metrics, comma-separated: \(MetricSelection.names.joined(separator: ", ")) (default: \
      bleu,rouge,chrf,ter)
      """)
  var metrics: String?
  @Option(
    help: "The tokeniser of BLEU, METEOR and CIDEr (default: that of the language, 13a for most)")
  var tokenize: BLEU.Tokenizer?
  @Option(help: "BLEU's smoothing: exp, floor, add-k or none (default: exp)") var smooth: String?
  @Option(
    help: "The value of floor (0.1) or add-k (1)", transform: ArgumentKind.number(0...1_000))
  var smoothValue: Double?
  @Flag(help: "Leave n-gram orders out of BLEU that no text is long enough for")
  var effectiveOrder = false
  @Flag(help: "Compare without case in BLEU and chrF") var lowercase = false
  @Option(help: "chrF's character order (default: 6)", transform: ArgumentKind.count(1...100))
  var chrfCharOrder: Int?
  @Option(
    help: "chrF's word order; 2 is chrF++ (default: 0)", transform: ArgumentKind.count(0...100))
  var chrfWordOrder: Int?
  @Option(
    help: "The weight of recall in chrF (default: 2)", transform: ArgumentKind.count(1...100))
  var chrfBeta: Int?
  @Flag(help: "Keep white space in chrF") var chrfWhitespace = false
  @Flag(help: "Average chrF over all orders, as chrF++.py and Moses do")
  var chrfEpsSmoothing = false
  @Flag(help: "Tokenise like tercom for TER") var terNormalized = false
  @Flag(help: "Leave punctuation out of TER") var terNoPunct = false
  @Flag(help: "Cut Asian scripts into characters for TER") var terAsianSupport = false
  @Flag(help: "Compare with case in TER") var terCaseSensitive = false
  @Option(help: "ROUGE's kinds: 1 to 9, L, Lsum (default: 1,2,L)") var rougeTypes: String?
  @Flag(help: "Stem words in ROUGE") var rougeStemmer = false
  @Option(
    help: "Split texts into sentences of this language for ROUGE-Lsum, such as en",
    transform: ArgumentKind.language)
  var rougeSplit: String?
  @Option(
    help: "The text between sentences for ROUGE-Lsum, such as <q> or \\n (two characters)",
    transform: ArgumentKind.word)
  var rougeSeparator: String?
  @Option(
    help: """
      METEOR's language; only en, fr, de and es have stemmers (default: that of the texts, en where \
      it is not known)
      """)
  var meteorLanguage: METEOR.Language?
  @Option(
    help: "A file with METEOR's function words, one per line (default: built-in lists)",
    transform: ArgumentKind.path)
  var meteorFunctionWords: String?
  @Flag(help: "CIDEr without the clipping and the length penalty of CIDEr-D")
  var ciderPlain = false

  func validate() throws {
    if let smooth, BLEU.Smoothing(smooth.lowercased()) == nil {
      let words = ["exp", "floor", "add-k", "none"]
      let meant = Synonyms.value(smooth, of: "smooth", among: words)
      throw ValidationError(
        "there is no smoothing \(quoted(smooth)); "
          + (meant.map { "did you mean \($0)?" } ?? "there are \(words.joined(separator: ", "))."))
    }
    if smoothValue != nil, !["floor", "add-k"].contains(smooth?.lowercased() ?? "") {
      throw ValidationError("--smooth-value needs --smooth floor or add-k; give both or neither.")
    }
    do {
      _ = try selection()
      try validateSentences(rougeKinds)
    } catch let error as MetricError {
      throw ValidationError(error.sentence)
    }
  }

  /// Refuses what would not split texts into sentences, or to no purpose.
  private func validateSentences(_ kinds: [ROUGE.Kind]) throws {
    guard rougeSplit != nil || rougeSeparator != nil else { return }
    guard rougeSplit == nil || rougeSeparator == nil else {
      throw ValidationError("--rouge-split and --rouge-separator exclude each other; give one.")
    }
    guard kinds.contains(.rougeLsum) else {
      throw ValidationError(
        "sentences matter to ROUGE-Lsum alone; add it by --rouge-types 1,2,L,Lsum.")
    }
  }

  private var sentences: ROUGE.Sentences {
    rougeSplit.map { .language($0) } ?? rougeSeparator.map { .separator($0) } ?? .lines
  }

  private var rougeKinds: [ROUGE.Kind] {
    get throws { try rougeTypes.map(ROUGE.Kind.list) ?? ROUGE.Options().kinds }
  }

  /// What to measure.
  func selection() throws -> MetricSelection {
    try metrics.map(MetricSelection.init(names:)) ?? MetricSelection()
  }

  /// How to measure texts of a language: as it is usual there, but for what was asked for.
  func options(language: String?) throws -> MetricOptions {
    var options = MetricOptions(language: language)
    change(&options.bleu)
    options.chrf = chrf
    change(&options.ter)
    options.rouge.kinds = try rougeKinds
    options.rouge.useStemmer = rougeStemmer
    options.rouge.sentences = sentences
    try change(&options.meteor)
    options.cider.tokenizer = tokenize ?? options.cider.tokenizer
    if ciderPlain { options.cider.variant = .plain }
    return options
  }

  private func change(_ options: inout BLEU.Options) {
    options.tokenizer = tokenize ?? options.tokenizer
    options.lowercase = lowercase
    let smoothing = smooth.flatMap { BLEU.Smoothing($0.lowercased(), value: smoothValue) }
    options.smoothing = smoothing ?? options.smoothing
    options.effectiveOrder = effectiveOrder
  }

  private var chrf: CHRF.Options {
    var options = CHRF.Options()
    options.characterOrder = chrfCharOrder ?? options.characterOrder
    options.wordOrder = chrfWordOrder ?? options.wordOrder
    options.beta = chrfBeta ?? options.beta
    options.whitespace = chrfWhitespace
    options.epsilonSmoothing = chrfEpsSmoothing
    options.lowercase = lowercase
    return options
  }

  private func change(_ options: inout TER.Options) {
    options.normalized = options.normalized || terNormalized
    options.noPunctuation = terNoPunct
    options.asianSupport = options.asianSupport || terAsianSupport
    options.caseSensitive = terCaseSensitive
  }

  private func change(_ options: inout METEOR.Options) throws {
    let tokenizer = tokenize ?? options.tokenizer
    if let meteorLanguage { options = METEOR.Options(meteorLanguage) }
    options.tokenizer = tokenizer
    if let path = meteorFunctionWords {
      options.functionWords = Set(try LineReader(path: path).readAll())
    }
  }
}

extension BLEU.Tokenizer: ChoiceArgument {}
extension METEOR.Language: ChoiceArgument {}
