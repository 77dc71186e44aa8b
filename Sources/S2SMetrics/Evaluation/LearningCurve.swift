/// How perplexity fell, or did not, while a model was trained.
public struct LearningCurve: Sendable, Equatable {
  /// What was measured after some updates.
  public struct Point: Sendable, Equatable {
    /// The updates done.
    public let step: Int
    /// On the training set since the point before; `nil` where it was not measured.
    public let trainingPerplexity: Double?
    /// On the validation set; `nil` where it was not measured.
    public let validationPerplexity: Double?

    /// Groups the numbers.
    public init(step: Int, trainingPerplexity: Double?, validationPerplexity: Double?) {
      self.step = step
      self.trainingPerplexity = trainingPerplexity
      self.validationPerplexity = validationPerplexity
    }
  }

  /// The points, in the order of their steps.
  public let points: [Point]

  /// Joins points.
  public init(_ points: [Point]) { self.points = points }
}
