/// A kind of metric: its name in options, and how one is made.
public struct MetricKind: RawRepresentable, CaseIterable, Sendable {
  /// The name.
  public let rawValue: String
  private let maker: @Sendable (MetricOptions) -> any Metric

  /// Every kind.
  ///
  /// A new metric is a folder, a line here and a line below; one with options also has a line in
  /// `MetricOptions`.
  public static let allCases = [bleu, rouge, chrf, ter, meteor, cider, urouge, exact]

  /// BLEU, as sacreBLEU.
  public static let bleu = MetricKind("bleu") { BLEU($0.bleu) }
  /// ROUGE, as rouge-score.
  public static let rouge = MetricKind("rouge") { ROUGE($0.rouge) }
  /// chrF and chrF++, as sacreBLEU.
  public static let chrf = MetricKind("chrf") { CHRF($0.chrf) }
  /// TER, as sacreBLEU.
  public static let ter = MetricKind("ter") { TER($0.ter) }
  /// METEOR with its modules exact and stem.
  public static let meteor = MetricKind("meteor") { METEOR($0.meteor) }
  /// CIDEr-D and CIDEr, as pycocoevalcap.
  public static let cider = MetricKind("cider") { CIDEr($0.cider) }
  /// ROUGE over the words of every script.
  public static let urouge = MetricKind("urouge") { ROUGE($0.rouge.overUnicode) }
  /// The share of hypotheses that are equal to a reference.
  public static let exact = MetricKind("exact") { _ in ExactMatch() }

  private init(_ name: String, maker: @escaping @Sendable (MetricOptions) -> any Metric) {
    rawValue = name
    self.maker = maker
  }

  /// The kind of this name, or `nil` where there is none.
  public init?(rawValue: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = kind
  }

  /// Makes a metric.
  public func make(_ options: MetricOptions = MetricOptions()) -> any Metric { maker(options) }
}

extension MetricKind: Hashable, CustomStringConvertible {
  /// Kinds are their names.
  public static func == (one: MetricKind, other: MetricKind) -> Bool {
    one.rawValue == other.rawValue
  }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
  /// The name.
  public var description: String { rawValue }
}

extension ROUGE.Options {
  /// The same options with the words of every script.
  fileprivate var overUnicode: ROUGE.Options {
    var options = self
    options.tokenizer = .unicode
    return options
  }
}
