import S2SMetrics
import S2SOptions

/// How a language model of a stream goes along with the text that it reads; its file does not change.
///
/// Every token is scored before it is kept or learned from.
public struct StreamAdaptation: Sendable, Equatable {
  /// The continuous cache; see `ContinuousCache`.
  public struct Cache: Sendable, Equatable {
    /// The states that are kept, N.
    public var size: Int
    /// How sharp similarity is, θ.
    public var theta = 0.3
    /// The cache's part of the probability, λ.
    public var lambda = 0.1

    /// A cache of some number of states, with θ and λ of the paper.
    public init(size: Int) { self.size = size }
  }

  /// Dynamic evaluation; see `DynamicWeights`.
  public struct Dynamic: Sendable, Equatable {
    /// The learning rate, η.
    public var rate = 0.0002
    /// How fast weights come back to the trained ones, λ.
    public var decay = 0.02
    /// The tokens that are learned from at once.
    public var segment = 20
    /// A file of text whose gradients set the rate of each weight; `nil` for the text that the model
    /// was trained on.
    public var trainingText: String?

    /// Rates for models that Adam trained.
    public init() {}
  }

  /// What is seen again is likelier; `nil` for no cache.
  public var cache: Cache?
  /// Weights learn from what was read; `nil` where they stay as they are.
  public var dynamic: Dynamic?

  /// None.
  public init() {}

  /// The name of the option that asks for one; `nil` for none.
  package var option: String? { cache != nil ? "cache" : dynamic != nil ? "dynamic" : nil }

  /// Checks every value.
  ///
  /// - Throws: `OptionError`.
  public func validate() throws {
    func check(_ option: String, _ value: Double, _ range: OptionRange) throws {
      guard range.contains(value) else {
        throw OptionError.outOfRange(option: option, value: "\(value)", range: range)
      }
    }
    if let cache {
      try check("cache", Double(cache.size), OptionRange(1...1_000_000))
      try check("cache-theta", cache.theta, OptionRange(0...1_000))
      try check("cache-lambda", cache.lambda, OptionRange(0..<1))
    }
    if let dynamic {
      try check("dynamic-rate", dynamic.rate, OptionRange(0...1_000))
      try check("dynamic-decay", dynamic.decay, OptionRange(0...1))
      try check("dynamic-segment", Double(dynamic.segment), OptionRange(1...1_000))
    }
  }

  /// What a signature says of it.
  var fields: [Signature.Field] {
    [
      cache.map { .init("cache", "\($0.size),\($0.theta),\($0.lambda)") },
      dynamic.map { .init("dynamic", "\($0.rate),\($0.decay),\($0.segment)") },
    ].compactMap(\.self)
  }
}
