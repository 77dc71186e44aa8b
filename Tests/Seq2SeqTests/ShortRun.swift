import Glibc
import S2SFiles
import S2SModels
import S2SOptions
import S2STensors
import S2SText
import S2STraining
import Seq2Seq

/// A training run that is validated every three updates, in the directory of its corpus.
struct ShortRun {
  /// The directory of the corpus.
  let path: String
  /// The directory of the model.
  let directory: ModelDirectory
  /// What is not as in other short runs.
  var change: @Sendable (inout TranslationTraining) -> Void = { _ in }

  init(_ path: String, model: String? = nil) {
    self.path = path
    directory = ModelDirectory(model ?? path + "/model")
  }

  /// Writes 27 pairs.
  func writeCorpus() {
    let (french, english) = (["un", "deux", "trois"], ["one", "two", "three"])
    for (name, words) in [("fr", french), ("en", english)] {
      let lines = (0..<27).map { "\(words[$0 % 3]) \(words[$0 / 3 % 3]) \(words[$0 / 9])\n" }
      guard let file = fopen("\(path)/train.\(name)", "w") else { continue }
      fputs(lines.joined(), file)
      fclose(file)
    }
  }

  /// Trains to the end.
  func train(_ mode: TrainingMode, steps: Int = 9) throws {
    var request = request(mode)
    if mode != .resume {
      request.options["hidden"] = 4
      request.options["embedding"] = 4
      request.options["dropout"] = 0.3
      request.options["steps"] = OptionValue(steps)
      request.options["validate-every"] = 3
      request.options["batch-sentences"] = 4
      request.options["epochs"] = 100
      change(&request)
    }
    _ = try TranslationTrainer(request).run()
  }

  /// What equal runs have in common: the bytes of all tensors, and the steps of the history.
  func contents() throws -> [[UInt8]] {
    var contents: [[UInt8]] = []
    let files = [directory.modelFile, directory.trainingFile] + Self.checkpoints.map(file)
    for path in files where access(path, F_OK) == 0 {
      let file = try SafetensorsReader(path: path)
      contents += try file.tensors.map { try file.withTensor(named: $0.name) { Array($1) } }
    }
    guard access(directory.historyFile, F_OK) == 0 else { return contents }
    let steps = try TrainingLog.records(in: directory.historyFile).map { UInt8($0.step) }
    return contents + [steps]
  }

  /// The tensors of a file whose names begin with a prefix, by the rest of their names.
  static func tensors(_ path: String, _ prefix: String = "") throws -> [String: [UInt8]] {
    let file = try SafetensorsReader(path: path)
    return Dictionary(
      uniqueKeysWithValues: try file.tensors.filter { $0.name.hasPrefix(prefix) }.map { tensor in
        let bytes = try file.withTensor(named: tensor.name) { Array($1) }
        return (String(tensor.name.dropFirst(prefix.count)), bytes)
      })
  }

  /// Goes on to another number of steps.
  func resume(steps: Int) throws {
    var request = request(.resume)
    request.options["steps"] = OptionValue(steps)
    _ = try TranslationTrainer(request).run()
  }

  /// What every run asks for.
  func request(_ mode: TrainingMode) -> TranslationTraining {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = path + "/train"
    request.modelPath = directory.path
    request.threads = 1
    request.mode = mode
    return request
  }

  /// The bytes of all files, in the order of their names.
  func files() -> [[UInt8]?] {
    Self.names.map { name in
      guard let file = try? MappedFile(path: directory.path + "/" + name) else { return nil }
      return file.withUnsafeBytes { Array($0) }
    }
  }

  /// Makes the model directory hold these files.
  func restore(_ files: [[UInt8]?]) {
    mkdir(directory.path, 0o777)
    for (name, bytes) in zip(Self.names, files) {
      guard let bytes, let file = fopen(directory.path + "/" + name, "w") else { continue }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
  }

  /// Loads every file that is there.
  func checkIsWhole() throws {
    if directory.hasModel { _ = try TranslationBundle(path: directory.modelFile) }
    if directory.hasTraining { _ = try Checkpoint.open(directory.trainingFile) }
    if access(directory.historyFile, F_OK) == 0 {
      _ = try TrainingLog.records(in: directory.historyFile)
    }
  }

  /// The names of temporaries.
  func strayFiles() -> [String] {
    guard let stream = opendir(directory.path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".tmp") { names.append(name) }
    }
    return names
  }

  /// Removes the model directory.
  func removeModel() {
    for name in Self.names + strayFiles() { unlink(directory.path + "/" + name) }
    rmdir(directory.path)
  }

  /// The path of a file of the model.
  func file(_ name: String) -> String { directory.path + "/" + name }

  /// The names of the checkpoints that there may be.
  static let checkpoints = (1...9).map { "checkpoint-0000000\($0).safetensors" }
  private static let names =
    ["README.md", "history.jsonl", "training.safetensors", "model.safetensors"] + checkpoints
}

/// A model of half a megabyte; all its weights are one number, which its facts name.
struct LargeModel {
  private let seed: Int
  private let bundle: TranslationBundle

  init(seed: Int) throws {
    self.seed = seed
    let text = try TextPipeline.learn(from: ["un deux"], locale: "fr", vocabularySize: 270)
    var shape = ModelConfiguration(
      sourceVocabularySize: text.vocabularySize, targetVocabularySize: text.vocabularySize)
    shape.hiddenSize = 64
    shape.embeddingSize = 64
    let model = try TranslationModel(shape)
    for index in 0..<model.parameters.count { model.parameters.floats.base[index] = Float(seed) }
    bundle = TranslationBundle(
      source: "fr", target: "en", model: model, sourceText: text, targetText: text,
      facts: ["seed": String(seed)])
  }

  /// Saves it, and a card that says which it is.
  func write(to directory: ModelDirectory) throws {
    try bundle.write(to: directory.modelFile)
    try AtomicFile.write(to: directory.cardFile) { try $0.write("seed \(seed)") }
  }

  /// Whether a bundle is this one in all its parts.
  func isWhole(_ other: TranslationBundle) -> Bool {
    let (mine, theirs) = (bundle.model.parameters, other.model.parameters)
    return other.facts["seed"] == String(seed) && mine.count == theirs.count
      && memcmp(mine.floats.base, theirs.floats.base, mine.count * 4) == 0
  }
}
