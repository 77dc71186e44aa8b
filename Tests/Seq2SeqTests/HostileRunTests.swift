import S2SModels
import S2STensors
import S2SOptions
import S2SText
import S2STraining
import Seq2Seq
import TestSupport
import Testing

/// Stored runs that are valid safetensors, but cannot be resumed.
@Suite struct HostileRunTests {
  let directory = TemporaryDirectory()
  var path: String { directory.file("training.safetensors") }

  private func request(_ mode: TrainingMode) -> TranslationTraining {
    var request = TrainingRequest(source: "fr", target: "en")
    request.corpus.train = directory.file("train")
    request.modelPath = directory.path
    request.threads = 1
    request.mode = mode
    return request
  }

  /// Trains for one step.
  private func train() throws {
    let (french, english) = (["un", "deux", "trois"], ["one", "two", "three"])
    func lines(_ words: [String]) -> String {
      (0..<27).map { "\(words[$0 % 3]) \(words[$0 / 3 % 3]) \(words[$0 / 9])\n" }.joined()
    }
    directory.write(lines(french), to: "train.fr")
    directory.write(lines(english), to: "train.en")
    var request = request(.create)
    request.options["hidden"] = 4
    request.options["embedding"] = 4
    request.options["steps"] = 1
    #expect(try TranslationTrainer(request).run() == .finished)
  }

  @Test func refusesWhatNoRunStores() throws {
    try train()
    let good = try SafetensorsReader(path: path).metadata
    let changes = [
      ("state", #""position":0"#, #""position":9999"#, #"name: "position", value: "9999"#),
      ("setup", #""hidden":4"#, #""hidden":16384"#, "otherSize"),
      ("setup", #""hidden":4"#, #""hidden":-4"#, #"option: "hidden", value: "-4""#),
      ("setup", #""layers":1"#, #""layers":9999999999"#, #"option: "layers""#),
      ("setup", #""optimizer":"adam""#, #""optimizer":"sgd""#, "otherSize"),
      ("setup", #""optimizer":"adam""#, #""optimizer":"x""#, #"option: "optimizer""#),
      ("setup", #""batch-tokens":"#, #""batch-tokens":-"#, #"option: "batch-tokens""#),
      ("setup", #""learning-rate":"#, #""learning-rate":-"#, #"option: "learning-rate""#),
      ("setup", #""epochs":"#, #""epochs":0.5,"x":"#, #"option: "x""#),
      ("setup", #""task":"translate""#, #""task":"tag""#, "otherTask"),
      ("setup", #""files":["#, #""files":[{},"#, #"missingName, field: "files.Index 0.path""#),
    ]
    for (key, part, replacement, message) in changes {
      let error = try error(replacing: part, with: replacement, in: key, of: good)
      #expect("\(error.map { "\($0)" } ?? "")".contains(message), "\(replacement)")
    }
  }

  @Test func refusesTokenizersThatNoRunStores() throws {
    try train()
    let good = try SafetensorsReader(path: path).metadata
    func error(_ part: String, _ replacement: String) throws -> TextError? {
      try self.error(replacing: part, with: replacement, in: "source_text", of: good) as? TextError
    }
    #expect(
      try error(#""version":4"#, #""version":5"#) == .otherVersion(5, expected: 4))
    let whole = good["source_text"] ?? ""
    #expect(try error(whole, whole + "]")?.field == "(end)")
  }

  /// The error of a run that goes on from a file with a change in one of its texts.
  private func error(
    replacing part: String, with replacement: String, in key: String, of good: [String: String]
  ) throws -> (any Error)? {
    let text = good[key] ?? ""
    #expect(text.contains(part), "\(part) in \(text)")
    try rewrite(path) { $0[key] = text.replacing(part, with: replacement, maxReplacements: 1) }
    defer { #expect(throws: Never.self) { try rewrite(path) { $0[key] = text } } }
    return #expect(throws: (any Error).self) {
      var request = request(.resume)
      request.options["steps"] = 3
      _ = try TranslationTrainer(request).run()
    }
  }

  @Test func validatesWhatItGoesOnWith() throws {
    try train()
    var request = request(.resume)
    request.options["steps"] = 0
    let error = #expect(throws: OptionError.self) { try TranslationTrainer(request).run() }
    guard case .outOfRange("steps", "0", _) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
  }
}
