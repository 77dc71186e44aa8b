import S2SFiles
import S2STraining

/// What was measured during a run, of any task.
public struct RunHistory: Sendable {
  /// The name under which it is drawn.
  public var name: String
  /// The file that it was read from.
  public let path: String
  /// The records, in their order.
  public let records: [TrainingRecord]

  /// Reads the history of a model.
  ///
  /// - Parameter path: the model's directory or file, or a `history.jsonl`.
  /// - Throws: `PlotError.noHistory`, `emptyHistory`; `ModelError.notFound`;
  ///   `TrainingError.malformedHistory`; `FileError`.
  public init(_ path: String) throws {
    if path.hasSuffix(".jsonl") {
      self.path = path
      name = ModelDirectory(modelFile: path).path
    } else {
      let file = ModelDirectory.isModel(path) ? path : try ModelDirectory.file(at: path)
      let directory =
        file.hasSuffix(".safetensors") ? ModelDirectory(modelFile: file) : ModelDirectory(path)
      guard ModelDirectory.exists(directory.historyFile) else {
        guard ModelDirectory.exists(path) else { throw ModelError.notFound(path: path) }
        throw PlotError.noHistory(directory: directory.path)
      }
      self.path = directory.historyFile
      name = directory.path
    }
    records = try TrainingLog.records(in: self.path)
    guard !records.isEmpty else { throw PlotError.emptyHistory(path: self.path) }
  }

  /// A history in memory.
  public init(name: String, records: [TrainingRecord]) {
    self.name = name
    path = name
    self.records = records
  }

  /// The names of the scores that were measured, sorted.
  public var scoreNames: [String] {
    Set(records.flatMap { $0.scores.keys }).sorted()
  }

  /// The records that say how training went.
  var trainingRecords: [TrainingRecord] {
    var source = TrainingSource()
    return records.filter { source.counts($0) }
  }

  /// The name without the seed that `s2s train --seeds` puts behind it; `nil` where there is none.
  var nameWithoutSeed: String? {
    name.firstMatch(of: /-seed[0-9]+$/).map { String(name[..<$0.range.lowerBound]) }
  }
}
