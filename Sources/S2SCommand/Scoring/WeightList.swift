/// The weights of several models, as a user writes them: `1,0.3`.
struct WeightList {
  /// The weights, finite.
  let values: [Double]

  /// Reads numbers between commas, for the parser, which adds the problem to its sentence.
  static let kind: @Sendable (String) throws -> WeightList = { text in
    let words = ArgumentKind.parts(of: text)
    let values = words.compactMap { Double($0) }.filter(\.isFinite)
    guard values.count == words.count else { throw NoWeights() }
    return WeightList(values: values)
  }

  private struct NoWeights: Error, CustomStringConvertible {
    let description = "it has to be numbers between commas, one for each model, such as 1,0.3"
  }
}
