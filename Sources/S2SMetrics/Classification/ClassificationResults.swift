/// What a classifier made of examples whose classes are known.
public struct ClassificationResults: Sendable, Equatable {
  /// The names of the classes: those of the classifier, then those that it does not know.
  public let classes: [String]
  /// The number of classes that the classifier knows.
  public let knownCount: Int
  /// The true class of each example, by its place in `classes`.
  public let truth: [Int]
  /// The class that the classifier chose.
  public let chosen: [Int]
  /// The probability that it gave to that class.
  public let confidence: [Double]

  /// Groups the results.
  ///
  /// - Precondition: as many of each; the chosen classes are known.
  public init(
    classes: [String], knownCount: Int, truth: [Int], chosen: [Int], confidence: [Double]
  ) {
    precondition(
      truth.count == chosen.count && truth.count == confidence.count, "one of each an example")
    self.classes = classes
    self.knownCount = knownCount
    self.truth = truth
    self.chosen = chosen
    self.confidence = confidence
  }

  /// The number of examples.
  public var count: Int { truth.count }
  /// The number of examples of a class that the classifier does not know; each is a mistake.
  public var unknownCount: Int { truth.count { $0 >= knownCount } }
  /// The names of those classes.
  public var unknownClasses: [String] { Array(classes[knownCount...]) }

  /// How often each class was taken for each.
  public var confusion: ConfusionMatrix {
    ConfusionMatrix(classCount: classes.count, truth: truth, chosen: chosen)
  }

  /// How well confidence and accuracy agree.
  public func calibration(bins: Int = Calibration.usualBins) -> Calibration {
    Calibration(
      confidence: confidence, isRight: zip(truth, chosen).map { $0 == $1 }, bins: bins)
  }

  /// Accuracy, macro F1 and expected calibration error, in percent.
  ///
  /// They equal scikit-learn's `accuracy_score` and `f1_score(average="macro", zero_division=0)`, and
  /// the sums over `calibration_curve`.
  public var scores: [MetricScore] {
    let (confusion, calibration) = (confusion, calibration())
    let size: [Signature.Field] = [
      .init("examples", "\(count)"), .init("classes", "\(confusion.usedClasses.count)"),
    ]
    func score(_ name: String, _ value: Double, _ fields: [Signature.Field]) -> MetricScore {
      MetricScore(name: name, score: 100 * value, signature: Signature(fields: size + fields))
    }
    return [
      score("accuracy", confusion.accuracy, [.init("unknown", "wrong")]),
      score(
        "macro_f1", confusion.macroF1,
        [.init("average", "macro"), .init("zero_division", "0")]),
      score(
        "calibration_error", calibration.expectedError,
        [
          .init("bins", "\(calibration.bins.count)"), .init("width", "equal"),
          .init("norm", "l1"), .init("confidence", "max"),
        ]),
    ]
  }
}
