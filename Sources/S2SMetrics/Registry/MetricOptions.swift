/// How every metric counts; each metric has its own options.
///
/// Invalid options are reported when a metric counts.
public struct MetricOptions: Sendable, Equatable {
  /// BLEU's.
  public var bleu = BLEU.Options()
  /// chrF's.
  public var chrf = CHRF.Options()
  /// TER's.
  public var ter = TER.Options()
  /// ROUGE's, for both of its kinds; the kind decides about the tokenizer.
  public var rouge = ROUGE.Options()
  /// METEOR's.
  public var meteor = METEOR.Options()
  /// CIDEr's.
  public var cider = CIDEr.Options()

  /// The options of the reference programs.
  public init() {}
}
