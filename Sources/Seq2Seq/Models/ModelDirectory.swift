import FoundationEssentials
import Glibc
import S2SModels

/// The directory of a model: the model itself, and the files of its training.
public struct ModelDirectory: Sendable, Equatable {
  /// The directory.
  public let path: String

  /// Names a directory, which need not exist; slashes at its end, as completion writes them, go.
  public init(_ path: String) {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// The directory of a model file.
  public init(modelFile file: String) {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    self.init(folder.isEmpty ? "." : folder.joined(separator: "/"))
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The model, with shape and tokenizers: all that translating needs.
  public var modelFile: String { path + "/model.safetensors" }
  /// The state of the training, for resuming it.
  public var trainingFile: String { path + "/training.safetensors" }
  /// One JSON object per line, for plots.
  public var historyFile: String { path + "/history.jsonl" }
  /// The shortlist that `s2s shortlist` learned.
  public var shortlistFile: String { path + "/shortlist.safetensors" }
  /// The model card.
  public var cardFile: String { path + "/README.md" }

  /// All files of a model that there may be, and the checkpoints that are there.
  var files: [String] {
    [modelFile, trainingFile, historyFile, shortlistFile, cardFile]
      + KeptCheckpoints.files(in: self)
  }

  /// Whether there is a model to use.
  public var hasModel: Bool { FileManager.default.fileExists(atPath: modelFile) }
  /// Whether there is a run to resume.
  public var hasTraining: Bool { FileManager.default.fileExists(atPath: trainingFile) }

  /// The directory of models and corpora: `S2S_HOME`, or the current directory.
  public static var home: String {
    ProcessInfo.processInfo.environment["S2S_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
  }

  /// A path below `home`, without a leading `./`.
  package static func inHome(_ relative: String) -> String {
    home == "." ? relative : home + "/" + relative
  }

  /// The directory beside this one whose name has a suffix.
  ///
  /// `.` and `..` and what ends in them are no names, so theirs are looked up; a symbolic link has its own.
  package func beside(suffix: String) -> ModelDirectory {
    let name = path.split(separator: "/").last ?? "."
    guard name == "." || name == "..", let real = realpath(path, nil) else {
      return ModelDirectory(path + suffix)
    }
    defer { free(real) }
    return ModelDirectory(String(cString: real) + suffix)
  }

  /// Where `train` puts a model by default: `models/SRC-TGT`.
  public static func standard(source: String, target: String) -> ModelDirectory {
    ModelDirectory(inHome("models/\(source)-\(target)"))
  }

  /// A model that a user named: a directory, or a `model.safetensors` itself.
  ///
  /// - Throws: `ModelError`: `notFound`, `noModelFile`.
  public static func file(at path: String) throws -> String {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ModelError.notFound(path: path)
    }
    guard isDirectory else { return path }
    let directory = ModelDirectory(path)
    guard directory.hasModel else {
      throw ModelError.noModelFile(directory: path)
    }
    return directory.modelFile
  }

  /// Whether a path is that of a model: a directory, or a file with the name of one.
  public static func isModel(_ path: String) -> Bool {
    var isDirectory = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return isDirectory || path.hasSuffix(".safetensors")
  }
}
