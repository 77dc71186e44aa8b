import Foundation
import S2SOptions
import Seq2Seq
import TestSupport
import Testing

@testable import S2SCommand

/// A run in one file: `--config`, and what prints such a file.
@Suite struct ConfigurationTests {
  /// The files that a model and a dry run print train the same model, wherever they are.
  @Test func aRunComesBackFromItsFile() throws {
    let command = try Command()
    try command.makeCorpus()
    let options = ["--steps", "4", "--batch-sentences", "16", "--seed", "7", "--threads", "2"]
    let dry = try command.trainSmall("--dry-run", "--json", options: options)
    let train = try command.trainSmall(options: options)
    #expect(dry.status == 0 && train.status == 0, "\(dry.error)\(train.error)")
    let info = try command.run("info", "models/fr-en", "--config")
    for (name, text) in [("dry", dry.output), ("info", info.output)] {
      let file = try command.write(text, to: "elsewhere/\(name).json")
      let again = try command.run(
        "train", "--config", file, "--model", command.home.path + "/models/\(name)")
      #expect(again.status == 0, "\(again.error)")
      #expect(try command.tensors(name) == command.tensors("fr-en"), "\(name)")
      #expect(
        try command.tensors(name, "model.safetensors")
          == command.tensors("fr-en", "model.safetensors"))
    }
  }

  /// Whatever is typed behind `s2s train` can stand in a file, but for what is done with the run.
  @Test func everyOptionHasItsPlace() throws {
    let train = try #require(
      CommandDeclaration.root?.subcommands?.first { $0.commandName == "train" })
    func names<Task: LearningTask>(_ task: Task.Type) -> [String] {
      ConfigurationFile.names(for: Task.self)
    }
    for task in TaskKind.all {
      let declared = try #require(
        train.subcommands?.first { $0.commandName == TaskWords.of(task.name).command })
      let known = ConfigurationFile.actions.union(names(task)).union(["h", "help", "version"])
      let plain = declared.optionNames.map { $0.hasPrefix("no-") ? String($0.dropFirst(3)) : $0 }
      #expect(Set(plain).subtracting(known) == [], "\(task.name)")
      #expect(plain.count > 40)
    }
  }

  /// A file that can be read once is enough, where the task is named.
  @Test func readsItsFileOnce() throws {
    let command = try Command()
    try command.makeCorpus()
    let text = #"{"src": "fr", "tgt": "en", "hidden": 8, "steps": 1, "batch-sentences": 16}"#
    let shell = "printf '%s' '\(text)' | \(TestedCommand.url.path) train --config /dev/stdin"
    let result = try command.run(["-c", shell], of: "/bin/sh")
    #expect(result.status == 0, "\(result.error)")
    #expect(try command.names(in: "models") == ["fr-en"])
  }

  /// A derived model in another place still knows the corpus.
  @Test func pathsMoveWithTheModel() throws {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "1")
    let copy = try command.run("quantize", "models/fr-en", "--output", "deep/er/copy")
    #expect(copy.status == 0, "\(copy.error)")
    let object = try Self.object(command.run("info", "--config", "deep/er/copy").output)
    let corpus = try #require(object["corpus"] as? String)
    #expect(FileManager.default.fileExists(atPath: corpus + "/train.fr"), "\(corpus)")
  }

  private static func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  /// The values of any preset, given in full beside any other preset, are the run's.
  @Test func everyPresetComesBackFromItsValues() throws {
    let sizes = [1, 10_000, 50_000, 200_000, 1_000_000]
    for size in sizes {
      let options = TranslatorOptions.preset(exampleCount: size).options
      var values = options.values
      if values["batch-sentences"] != nil { values["batch-tokens"] = nil }
      for other in sizes {
        let preset = TranslatorOptions.preset(exampleCount: other).options
        var changed = try preset.changed(by: values)
        if changed.learning.batchSentences != nil {
          changed.learning.batchTokens = options.learning.batchTokens
        }
        // Only the largest preset has a value of its own, and none says that there is none.
        if options.learning.validateEvery == nil { changed.learning.validateEvery = nil }
        #expect(changed == options, "\(size) beside \(other)")
      }
    }
  }

  /// What is typed takes the place of what it excludes and of what it stands for.
  @Test func typedOptionsWin() throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write(
      """
      {"src": "fr", "tgt": "en", "hidden": 8, "embedding": 8, "batch-sentences": 9, "steps": 3,
       "dropout-layers": 0.5, "corpus": "none", "model": "models/file", "threads": 1,
       "sha256": {"none/train.fr": "0"}}
      """, to: "run.json")
    let result = try command.run(
      "train", "--config", "run.json", "--dry-run", "--json", "--hidden", "4", "--batch-tokens",
      "99",
      "--dropout", "0.1", "--train", "corpora/phrasebook/train")
    #expect(result.status == 0, "\(result.error)")
    let object = try Self.object(result.output)
    #expect(object["hidden"] as? Int == 4 && object["embedding"] as? Int == 8)
    #expect(object["batch-tokens"] as? Int == 99 && object["batch-sentences"] == nil)
    #expect(object["dropout-layers"] as? Double == 0.1 && object["steps"] as? Int == 3)
    #expect((object["model"] as? String)?.hasSuffix("models/file") == true)
    #expect(object["corpus"] == nil && object["threads"] as? Int == 1)
  }

  @Test(arguments: [
    (#"{"hiden": 3}"#, #"did you mean "hidden"?"#), (#"{"Batch_Tokens": 3}"#, "\"batch-tokens\""),
    (#"{"zzzzzzzzzzzz": 3}"#, "the names are those of s2s train --help"),
    (#"{"resume": true}"#, "type --resume on the command line"),
    (#"{"threads": "two"}"#, "wrong kind"), (#"{"threads": 0}"#, "from 1 to 1024"),
    (#"{"kernels": "sse"}"#, "one of plain, neon, avx2, avx512, amx"),
    (#"{"model": ""}"#, "is empty"),
    (#"{"task": "lm"}"#, "for the task \"lm\""), (#"{"task": 3}"#, "task"),
    (#"{"sha256": "0"}"#, "sha256"), (#"{"src": ["fr"]}"#, "src"),
    (#"{"src": "fr", "src": "de"}"#, "src"),
    (#"{"seeds": "1,1"}"#, "different whole numbers"), (#"{"seeds": 1}"#, "wrong kind"),
    (#"{"seeds": "1,2", "seed": 3}"#, "exclude each other"),
    (
      #"{"hiden": 3, "lr": 1, "zzzzzzzzz": 2}"#,
      #"no options "hiden" (did you mean "hidden"?), "lr" (did you mean "learning-rate"?), "zzz"#
    ),
  ])
  func refusesWhatIsNoRun(text: String, words: String) throws {
    let folder = try Command()
    let file = try folder.write(text, to: "run.json")
    let error = #expect(throws: (any Error).self) {
      try read(file, for: TaskKind.all[0])
    }
    let sentence = error.map { Failure($0).message ?? "" } ?? ""
    #expect(sentence.contains(words), "\(sentence)")
  }

  private func read<Task: LearningTask>(_ file: String, for task: Task.Type) throws {
    _ = try ConfigurationFile.read(file, for: Task.self)
  }

  @Test func refusesAnotherCorpus() throws {
    let command = try Command()
    try command.makeCorpus()
    try command.write(
      #"{"src": "fr", "tgt": "en", "steps": 1, "sha256": {"corpora/phrasebook/train.fr": "00"}}"#,
      to: "run.json")
    let result = try command.run("train", "--config", "run.json")
    #expect(result.status == 65, "\(result.error)")
    #expect(result.error.contains("train.fr is not the file whose sha256"), "\(result.error)")
  }

  /// The file names the task, where the command line does not.
  @Test func theFileNamesTheTask() throws {
    let command = try Command()
    let lm = try command.write(#"{"task": "lm", "train": "a"}"#, to: "lm.json")
    let arguments = TrainCommand.namingTask(["train", "--config", lm])
    #expect(arguments == ["train", "lm", "--config", lm])
    #expect(TrainCommand.namingTask(["train", "--config=" + lm]).prefix(2) == ["train", "lm"])
    #expect(TrainCommand.namingTask(["train", "--config"]).prefix(2) == ["train", "translator"])
  }
}
