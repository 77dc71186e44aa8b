import FoundationEssentials
import Glibc
import S2SFiles
import S2SModels

/// The models of a run's last validations, `checkpoint-00000030.safetensors` and so on beside the
/// best one, to be averaged.
struct KeptCheckpoints {
  let directory: ModelDirectory
  /// The number of models to keep.
  let count: Int

  /// Saves the model of a step, then removes those that are too many.
  ///
  /// - Throws: `FileError`.
  func write(_ weights: NetworkStorage, _ header: ModelHeader, step: Int) throws {
    try weights.write(
      to: directory.path + "/" + Self.name(step), metadata: header.metadata)
    let steps = Self.steps(in: directory)
    // A state from before such a step is resumed: its run has not come there.
    let ahead = steps.filter { $0 > step }
    try Self.remove(steps.dropLast(ahead.count).dropLast(count) + ahead, from: directory)
  }

  /// Removes the checkpoints of an older run.
  ///
  /// - Throws: `FileError`.
  static func removeAll(from directory: ModelDirectory) throws {
    try remove(steps(in: directory), from: directory)
  }

  /// The steps of the checkpoints that are there, rising.
  static func steps(in directory: ModelDirectory) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.compactMap { file in
      let digits = file.dropFirst(prefix.count).dropLast(suffix.count)
      return Int(digits).flatMap { name($0) == file ? $0 : nil }
    }.sorted()
  }

  /// The checkpoints that are there.
  static func files(in directory: ModelDirectory) -> [String] {
    steps(in: directory).map { directory.path + "/" + name($0) }
  }

  private static let prefix = "checkpoint-"
  private static let suffix = ".safetensors"

  /// Digits enough for the names of most runs to be in the order of their steps.
  private static func name(_ step: Int) -> String {
    let digits = String(step)
    return prefix + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits + suffix
  }

  private static func remove(_ steps: [Int], from directory: ModelDirectory) throws {
    for step in steps {
      let path = directory.path + "/" + name(step)
      DiskStep.next()
      guard unlink(path) == 0 || errno == ENOENT else {
        throw FileError.inputOutput(.remove, path: path, errorNumber: errno)
      }
    }
  }
}
