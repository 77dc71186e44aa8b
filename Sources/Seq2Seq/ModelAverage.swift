import S2SFiles
import S2SModels
import S2STensors

/// The mean of models of one shape and the same tokenizers, weight by weight: of a run's last
/// checkpoints, or of models that went on from one.
///
/// Models that began with other weights have no mean of use: each has an order of its units of its
/// own.
///
/// Reference: Junczys-Dowmunt et al. 2016, aclanthology.org/W16-2316 (the mean of checkpoints).
public struct ModelAverage {
  private let files: [String]

  /// Names the models.
  ///
  /// - Parameter paths: at least two directories or files.
  /// - Throws: `ModelError`: `notFound`, `invalidConfiguration` for fewer than two.
  public init(paths: [String]) throws {
    files = try paths.map(ModelDirectory.file)
    guard files.count > 1 else {
      throw ModelError(
        .invalidConfiguration,
        "an average needs two models or more; name several, such as the checkpoints that "
          + "s2s train --keep-checkpoints left.")
    }
  }

  /// Averages, in double precision, one model in memory at a time.
  ///
  /// - Returns: a model with the facts that all agree on, and the files that it is made of.
  /// - Throws: `ModelError` (`mismatch`) that says what differs; as `TranslationBundle(path:)`.
  public func bundle() throws -> TranslationBundle {
    let first = try TranslationBundle(path: files[0])
    var sums = [Double](repeating: 0, count: first.parameterCount)
    var facts = first.facts
    for (index, file) in files.enumerated() {
      let other = index == 0 ? first : try TranslationBundle(path: file)
      try check(other, file, against: first)
      other.model.parameters.add(to: &sums)
      facts = facts.filter { other.facts[$0.key] == $0.value }
    }
    let model = try TranslationModel(first.configuration)
    model.parameters.fill(sums, dividedBy: Double(files.count))
    facts["average_of"] = try files.map { "\($0), SHA-256 \(try SHA256.digest(ofFile: $0))" }
      .joined(separator: "; ")
    return TranslationBundle(
      source: first.source, target: first.target, model: model, sourceText: first.sourceText,
      targetText: first.targetText, facts: facts)
  }

  private func check(
    _ other: TranslationBundle, _ file: String, against first: TranslationBundle
  ) throws {
    guard !other.isQuantized else {
      throw ModelError(
        .mismatch,
        "\(file) has weights of eight bits, which cannot be averaged; name the model that it was "
          + "made from.")
    }
    let differences = differences(of: other, from: first)
    guard differences.isEmpty else {
      throw ModelError(
        .mismatch,
        "\(file) cannot be averaged with \(files[0]): \(differences.joined(separator: "; ")).")
    }
  }

  private func differences(
    of other: TranslationBundle, from first: TranslationBundle
  ) -> [String] {
    var differences: [String] = []
    if (other.source, other.target) != (first.source, first.target) {
      differences.append(
        "it translates \(other.source) to \(other.target), not \(first.source) to \(first.target)")
    }
    var shape = other.configuration
    // What is zeroed in training is no part of the model.
    shape.dropout = first.configuration.dropout
    differences += Difference.list(shape, first.configuration)
    if other.sourceText != first.sourceText { differences.append("the source's tokenizer differs") }
    if other.targetText != first.targetText { differences.append("the target's tokenizer differs") }
    return differences
  }
}
