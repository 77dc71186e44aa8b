import S2SModels
import S2STensors
import S2SText

/// Mean and deviation of each feature of the training pictures; a model keeps them.
///
/// A model reads z = (x - mean) / deviation, with zeros behind it up to a multiple of four.
struct FeatureScale: Equatable {
  private let means: [Float]
  private let deviations: [Float]

  /// The width of vectors.
  var width: Int { means.count }

  /// Measures some vectors.
  init(_ features: FeatureRows, rows: [Int]) {
    let (count, width) = (Double(rows.count), features.width)
    var (sums, squares) = (
      [Double](repeating: 0, count: width), [Double](repeating: 0, count: width)
    )
    for row in rows {
      for (column, value) in features[row].enumerated() { sums[column] += Double(value) / count }
    }
    for row in rows {
      for (column, value) in features[row].enumerated() {
        let difference = Double(value) - sums[column]
        squares[column] += difference * difference / count
      }
    }
    means = sums.map(Float.init)
    // A feature that is always the same says nothing, whatever it is divided by.
    deviations = squares.map { $0 > 0 ? max(Float($0.squareRoot()), .leastNormalMagnitude) : 1 }
  }

  /// Reads what `text` wrote.
  ///
  /// - Throws: `ModelError.noField` for anything else.
  init(_ text: TextPipeline) throws {
    let numbers = text.labelNames.map { $0.split(separator: " ").compactMap { Float($0) } }
    guard !numbers.isEmpty,
      numbers.allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isFinite) && $0[2] > 0 })
    else { throw ModelError.noField(path: "", field: CaptionerTask.featureRole + "_text") }
    means = numbers.map { $0[1] }
    deviations = numbers.map { $0[2] }
  }

  /// The numbers in the form in which models keep names: place, mean and deviation of each feature.
  func text() throws -> TextPipeline {
    try TextPipeline.labels(means.indices.map { "\($0) \(means[$0]) \(deviations[$0])" })
  }

  /// Vectors as the model reads them.
  ///
  /// - Throws: `FeatureError`: `width`; `notFinite` where a vector is too far from all of training.
  func normalized(_ features: FeatureRows) throws -> FeatureRows {
    try features.check(width: width)
    let padded = CaptioningModel.paddedWidth(width)
    var values = [Float](repeating: 0, count: features.count * padded)
    for row in 0..<features.count {
      for (column, value) in features[row].enumerated() {
        values[row * padded + column] = (value - means[column]) / deviations[column]
      }
    }
    return try FeatureRows(values, width: padded, name: features.name)
  }
}
