import S2SFiles
import S2SLayers
import S2SModels
import S2SOptions
import S2STensors

/// The mean of models of one shape and the same tokenizers, weight by weight: of a run's last
/// checkpoints, or of models that went on from one.
///
/// The mean of models that began with other weights is useless: their units are in different
/// orders.
///
/// Reference: Junczys-Dowmunt et al. 2016, aclanthology.org/W16-2316 (the mean of checkpoints).
public struct ModelAverage {
  /// The files of the models.
  package let files: [String]

  /// Names the models.
  ///
  /// - Parameter paths: at least two directories or files.
  /// - Throws: `ModelError`: `notFound`, `noModelFile`; `tooFewToAverage` for fewer than two.
  public init(paths: [String]) throws {
    files = try paths.map(ModelDirectory.file)
    guard files.count > 1 else {
      throw ModelError.tooFewToAverage
    }
  }

  /// Averages, in double precision, one model in memory at a time.
  ///
  /// - Returns: a model with the facts that all agree on, and the files that it is made of.
  /// - Throws: `ModelError`: `otherModel`, `otherTask`, `quantized`; as `ModelFile(path:)`.
  public func model() throws -> ModelFile {
    let first = try ModelFile(path: files[0])
    var sums = [Double](repeating: 0, count: first.parameterCount)
    var facts = first.header.facts
    for (index, file) in files.enumerated() {
      let other = index == 0 ? first : try ModelFile(path: file)
      try check(other, file, against: first)
      other.storage.parameters.add(to: &sums)
      facts = facts.filter { other.header.facts[$0.key] == $0.value }
    }
    let mean = try NetworkStorage(first.storage.parameters.table)
    mean.parameters.fill(sums, dividedBy: Double(files.count))
    facts["average_of"] = try files.map { "\($0), SHA-256 \(try SHA256.digest(ofFile: $0))" }
      .joined(separator: "; ")
    var header = first.header
    header.facts = facts
    return ModelFile(header, mean)
  }

  private func check(_ other: ModelFile, _ file: String, against first: ModelFile) throws {
    guard !other.isQuantized else {
      throw ModelError.quantized(path: file, .averaging)
    }
    let differences = try Self.differences(of: other.header, from: first.header)
    guard differences.isEmpty else {
      throw ModelError.otherModel(path: file, first: files[0], differences: differences)
    }
  }

  private static func differences(
    of other: ModelHeader, from first: ModelHeader
  ) throws -> [ModelDifference] {
    try other.check(task: first.task)
    let task = try TaskKind.of(first)
    // Options that act in training alone are no part of the model.
    let shape = try task.shapeDifferences(of: other, from: first)
    return shape.map { .option($0) } + other.differingFields(from: first).map { .field($0) }
  }
}

extension LearningTask {
  /// The options of shape in which two models differ.
  fileprivate static func shapeDifferences(
    of other: ModelHeader, from first: ModelHeader
  ) throws -> [OptionDifference] {
    let shapes = try [other, first].map { try options(Options(), keeping: $0, texts(of: $0)) }
    return Options.options.differences(shapes[0], from: shapes[1])
      .filter { Options.options[$0.option]?.isTrainingOnly != true }
  }
}
