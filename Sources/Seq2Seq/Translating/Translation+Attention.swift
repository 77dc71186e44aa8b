extension Translation {
  /// What the tokens of a translation attended to.
  public struct Attention: Sendable, Equatable {
    /// The tokens of the source, piece after piece.
    public private(set) var sourceTokens: [String] = []
    /// For each token of the translation the weights of the source's tokens, which sum to 1; those of other
    /// pieces are 0.
    public private(set) var weights: [[Float]] = []
    /// Each word of the translation with the word of the source that has most of its attention.
    ///
    /// Words are what white space separates, counted from 0. A word's attention is the sum over its tokens, and
    /// of equal words of the source the first is taken.
    public private(set) var alignment: [WordLink] = []
    private var sourceWordCount = 0
    private var targetWordCount = 0

    /// Nothing.
    init() {}

    /// The attention of a piece.
    ///
    /// - Parameters:
    ///   - weights: a row for each token of the translation.
    ///   - words: the number of the word that each token belongs to; `nil` for white space at the end.
    init(sourceTokens: [String], weights: [[Float]], words: (source: [Int?], target: [Int?])) {
      self.sourceTokens = sourceTokens
      self.weights = weights
      sourceWordCount = (words.source.compactMap(\.self).max() ?? -1) + 1
      targetWordCount = (words.target.compactMap(\.self).max() ?? -1) + 1
      guard sourceWordCount > 0 else { return }
      var sums = [[Float]](
        repeating: [Float](repeating: 0, count: sourceWordCount), count: targetWordCount)
      for (row, target) in zip(weights, words.target) {
        guard let target else { continue }
        for (weight, source) in zip(row, words.source) {
          if let source { sums[target][source] += weight }
        }
      }
      alignment = sums.enumerated().map { target, sums in
        WordLink(source: sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }, target: target)
      }
    }

    /// Adds the piece that follows.
    mutating func append(_ next: Attention) {
      let before = [Float](repeating: 0, count: sourceTokens.count)
      let after = [Float](repeating: 0, count: next.sourceTokens.count)
      weights = weights.map { $0 + after } + next.weights.map { before + $0 }
      alignment += next.alignment.map {
        WordLink(source: $0.source + sourceWordCount, target: $0.target + targetWordCount)
      }
      sourceTokens += next.sourceTokens
      sourceWordCount += next.sourceWordCount
      targetWordCount += next.targetWordCount
    }
  }

  /// A word of the source and one of the translation, counted from 0.
  public struct WordLink: Sendable, Equatable, CustomStringConvertible {
    /// The place in the source.
    public let source: Int
    /// The place in the translation.
    public let target: Int

    /// As Pharaoh and Moses write it: `0-1`.
    public var description: String { "\(source)-\(target)" }
  }
}
