import ArgumentParser
import S2SFiles
import S2SMetrics

/// Which metrics, and how they count.
struct MetricOptions: ParsableArguments {
  @Option(help: "Comma-separated: \(MetricName.list)")
  var metrics = "bleu,rouge,chrf,ter"
  @Option(help: "The tokeniser of BLEU, METEOR and CIDEr")
  var tokenize = BLEU.Tokenizer.thirteenA
  @Option(help: "BLEU's smoothing: exp, floor, add-k or none") var smooth = "exp"
  @Option(help: "The value of floor (0.1) or add-k (1)") var smoothValue: Double?
  @Flag(help: "Leave out of BLEU the orders that no text is long enough for")
  var effectiveOrder = false
  @Flag(help: "Compare without case in BLEU and chrF") var lowercase = false
  @Option(help: "chrF's character order") var chrfCharOrder = 6
  @Option(help: "chrF's word order; 2 is chrF++") var chrfWordOrder = 0
  @Option(help: "The weight of recall in chrF") var chrfBeta = 2
  @Flag(help: "Keep white space in chrF") var chrfWhitespace = false
  @Flag(help: "Average chrF over all orders, as chrF++.py and Moses do")
  var chrfEpsSmoothing = false
  @Flag(help: "Tokenise like tercom for TER") var terNormalized = false
  @Flag(help: "Leave punctuation out of TER") var terNoPunct = false
  @Flag(help: "Cut Asian scripts into characters for TER") var terAsianSupport = false
  @Flag(help: "Compare with case in TER") var terCaseSensitive = false
  @Option(help: "ROUGE's kinds: 1 to 9, L, Lsum") var rougeTypes = "1,2,L"
  @Flag(help: "Stem words in ROUGE") var rougeStemmer = false
  @Option(help: "METEOR's language; only en, fr, de and es have stemmers")
  var meteorLanguage = METEOR.Language.english
  @Option(help: "A file with METEOR's function words, one a line (default: our lists)")
  var meteorFunctionWords: String?
  @Flag(help: "CIDEr without the clipping and the length penalty of CIDEr-D")
  var ciderPlain = false

  /// The metrics of texts, in the order in which they were named.
  func textMetrics() throws -> [any Metric] {
    try MetricName.parse(metrics).compactMap(metric)
  }

  /// Whether the model itself is to be measured on the references.
  func measuresModel() throws -> Bool {
    try MetricName.parse(metrics).contains { [.perplexity, .accuracy].contains($0) }
  }

  private func metric(_ name: MetricName) throws -> (any Metric)? {
    switch name {
    case .bleu: return BLEU(try bleuOptions())
    case .chrf: return CHRF(try chrfOptions())
    case .ter:
      var options = TER.Options()
      options.normalized = terNormalized
      options.noPunctuation = terNoPunct
      options.asianSupport = terAsianSupport
      options.caseSensitive = terCaseSensitive
      return TER(options)
    case .rouge, .urouge:
      var options = ROUGE.Options()
      options.kinds = try rougeKinds()
      options.useStemmer = rougeStemmer
      options.tokenizer = name == .urouge ? .unicode : .rouge
      return ROUGE(options)
    case .meteor: return METEOR(try meteorOptions())
    case .cider:
      var options = CIDEr.Options()
      options.tokenizer = tokenize
      if ciderPlain { options.variant = .plain }
      return CIDEr(options)
    case .perplexity, .accuracy: return nil
    }
  }

  private func bleuOptions() throws -> BLEU.Options {
    guard let smoothing = BLEU.Smoothing(smooth, value: smoothValue) else {
      throw ValidationError(
        "there is no smoothing \"\(smooth)\"; there are exp, floor, add-k, none.")
    }
    var options = BLEU.Options()
    options.tokenizer = tokenize
    options.lowercase = lowercase
    options.smoothing = smoothing
    options.effectiveOrder = effectiveOrder
    return options
  }

  private func chrfOptions() throws -> CHRF.Options {
    guard (1...100).contains(chrfCharOrder), (0...100).contains(chrfWordOrder),
      (1...100).contains(chrfBeta)
    else {
      throw ValidationError(
        "chrF's orders and beta are whole numbers up to 100, and only the word order may be 0.")
    }
    var options = CHRF.Options()
    options.characterOrder = chrfCharOrder
    options.wordOrder = chrfWordOrder
    options.beta = chrfBeta
    options.whitespace = chrfWhitespace
    options.epsilonSmoothing = chrfEpsSmoothing
    options.lowercase = lowercase
    return options
  }

  private func meteorOptions() throws -> METEOR.Options {
    var options = METEOR.Options(meteorLanguage)
    options.tokenizer = tokenize
    if let path = meteorFunctionWords {
      options.functionWords = Set(try LineReader(path: path).readAll())
    }
    return options
  }

  private func rougeKinds() throws -> [ROUGE.Kind] {
    try rougeTypes.split(separator: ",").map { name in
      guard let kind = ROUGE.Kind(rawValue: "rouge\(name)") else {
        throw ValidationError("there is no ROUGE-\(name); there are 1 to 9, L and Lsum.")
      }
      return kind
    }
  }
}

/// The metrics by the names of `--metrics`.
enum MetricName: String, CaseIterable {
  case bleu, rouge, chrf, ter, meteor, cider, urouge, perplexity, accuracy

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Parses a list of names.
  static func parse(_ text: String) throws -> [MetricName] {
    try text.split(separator: ",").map { name in
      guard let metric = MetricName(rawValue: String(name)) else {
        throw ValidationError("there is no metric \"\(name)\"; there are \(list).")
      }
      return metric
    }
  }
}

extension BLEU.Tokenizer: ExpressibleByArgument {}
extension METEOR.Language: ExpressibleByArgument {}
