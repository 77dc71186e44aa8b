import ArgumentParser
import S2SFiles
import S2SMetrics

/// Which metrics, and how they count.
struct MetricArguments: ParsableArguments {
  @Option(help: "The metrics, comma-separated: \(MetricSelection.names.joined(separator: ", "))")
  var metrics = "bleu,rouge,chrf,ter"
  @Option(help: "The tokeniser of BLEU, METEOR and CIDEr")
  var tokenize = BLEU.Tokenizer.thirteenA
  @Option(help: "BLEU's smoothing: exp, floor, add-k or none") var smooth = "exp"
  @Option(help: "The value of floor (0.1) or add-k (1)") var smoothValue: Double?
  @Flag(help: "Leave n-gram orders out of BLEU that no text is long enough for")
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
  @Option(help: "A file with METEOR's function words, one per line (default: built-in lists)")
  var meteorFunctionWords: String?
  @Flag(help: "CIDEr without the clipping and the length penalty of CIDEr-D")
  var ciderPlain = false

  func validate() throws {
    guard (1...100).contains(chrfCharOrder), (0...100).contains(chrfWordOrder),
      (1...100).contains(chrfBeta)
    else {
      throw ValidationError(
        "--chrf-char-order and --chrf-beta have to be from 1 to 100, --chrf-word-order from 0 on."
      )
    }
    if let smoothValue, !(smoothValue >= 0 && smoothValue.isFinite) {
      throw ValidationError("--smooth-value is \(smoothValue); it has to be 0 or more.")
    }
    guard BLEU.Smoothing(smooth) != nil else {
      throw ValidationError(
        "there is no smoothing \"\(smooth)\"; there are exp, floor, add-k, none.")
    }
    do {
      _ = (try selection(), try ROUGE.Kind.list(rougeTypes))
    } catch let error as MetricError {
      throw ValidationError(error.sentence + ".")
    }
  }

  /// What to measure.
  func selection() throws -> MetricSelection { try MetricSelection(names: metrics) }

  /// How to measure it.
  func options() throws -> MetricOptions {
    var options = MetricOptions()
    options.bleu = bleu
    options.chrf = chrf
    options.ter = ter
    options.rouge.kinds = try ROUGE.Kind.list(rougeTypes)
    options.rouge.useStemmer = rougeStemmer
    options.meteor = try meteor()
    options.cider.tokenizer = tokenize
    if ciderPlain { options.cider.variant = .plain }
    return options
  }

  private var bleu: BLEU.Options {
    var options = BLEU.Options()
    options.tokenizer = tokenize
    options.lowercase = lowercase
    options.smoothing = BLEU.Smoothing(smooth, value: smoothValue) ?? options.smoothing
    options.effectiveOrder = effectiveOrder
    return options
  }

  private var chrf: CHRF.Options {
    var options = CHRF.Options()
    options.characterOrder = chrfCharOrder
    options.wordOrder = chrfWordOrder
    options.beta = chrfBeta
    options.whitespace = chrfWhitespace
    options.epsilonSmoothing = chrfEpsSmoothing
    options.lowercase = lowercase
    return options
  }

  private var ter: TER.Options {
    var options = TER.Options()
    options.normalized = terNormalized
    options.noPunctuation = terNoPunct
    options.asianSupport = terAsianSupport
    options.caseSensitive = terCaseSensitive
    return options
  }

  private func meteor() throws -> METEOR.Options {
    var options = METEOR.Options(meteorLanguage)
    options.tokenizer = tokenize
    if let path = meteorFunctionWords {
      options.functionWords = Set(try LineReader(path: path).readAll())
    }
    return options
  }
}

extension BLEU.Tokenizer: ExpressibleByArgument {}
extension METEOR.Language: ExpressibleByArgument {}
