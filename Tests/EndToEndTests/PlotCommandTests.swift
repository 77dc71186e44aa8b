import Foundation
import TestSupport
import Testing

/// `s2s plot`, `--curve` and `--tensorboard`.
@Suite struct PlotCommandTests {
  /// Some runs of translators, and one of another task.
  private static let trained = Result { () throws -> Command in
    let command = try Command()
    try command.makeCorpus()
    let result = try command.trainSmall(
      "--steps", "8", "--seeds", "1,2", "--log-every", "2", "--validate-every", "4",
      "--validation-metrics", "bleu", "--metric", "loss", "--model", "models/a")
    #expect(result.status == 0, "\(result.error)")
    let lm = try command.run(
      "train", "lm", "--train", "corpora/phrasebook/train.en", "--steps", "4", "--hidden", "8",
      "--embedding", "8", "--model", "models/lm")
    #expect(lm.status == 0, "\(lm.error)")
    return command
  }

  @Test func drawsInPlainLettersInAPipe() throws {
    let command = try Self.trained.get()
    let result = try command.run("plot", "models/a-seed1", "models/a-seed2")
    #expect(result.status == 0 && result.error == "")
    let lines = result.output.components(separatedBy: "\n")
    #expect(lines[0] == "Perplexity" && result.output.contains("\nBLEU on the validation set\n"))
    #expect(lines[1] == "a a-seed1, training   b a-seed1, validation   c a-seed2, training")
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(lines.allSatisfy { $0.count <= 80 })
    let lm = try command.run("plot", "models/lm", "--quantity", "learning-rate")
    #expect(lm.status == 0 && lm.output.hasPrefix("Learning rate of lm\n"), "\(lm.error)")
  }

  /// A terminal gets a drawing of its own width.
  @Test(arguments: [40, 80]) func fitsTheTerminal(columns: Int) throws {
    let command = try Self.trained.get()
    let terminal = try #require(PseudoTerminal(columns: UInt16(columns)))
    let process = command.process(["plot", "models/a-seed1", "models/lm"])
    process.environment?["LC_ALL"] = "C.UTF-8"
    process.standardOutput = FileHandle(fileDescriptor: terminal.program)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = terminal.read()
    #expect(text.contains("┤") && text.contains("┬"))
    #expect(text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    #expect(text.components(separatedBy: "\n").allSatisfy { $0.count <= columns })
  }

  @Test func writesPictures() throws {
    let command = try Self.trained.get()
    let runs = ["plot", "models/a-seed1", "models/a-seed2", "--join-seeds", "--overwrite"]
    for name in ["all.svg", "all.html"] {
      let result = try command.run(runs + ["--quantity", "all", "--output", name])
      #expect(
        result.status == 0 && result.error.hasPrefix("Wrote ")
          && result.error.hasSuffix(" to \(name).\n"))
      #expect(result.output == "")
      let text = String(decoding: try command.bytes(of: name), as: UTF8.self)
      for title in ["Loss of a", "Perplexity of a", "Learning rate of a", "Speed of training of a"]
      {
        #expect(text.contains(title), "\(title)")
      }
      #expect(text.contains("range from the least to the greatest"))
    }
    let again = try command.run("plot", "models/a-seed1", "--output", "all.svg")
    #expect(again.status == 73 && again.error.contains("--overwrite"), "\(again.error)")
  }

  @Test func printsPoints() throws {
    let command = try Self.trained.get()
    for against in ["steps", "tokens", "time", "epochs"] {
      let result = try command.run(
        "plot", "models/a-seed1", "--quantity", "loss", "--json", "--against", against)
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let chart = try #require(((object as? [String: Any])?["charts"] as? [[String: Any]])?.first)
      let curves = try #require(chart["curves"] as? [[String: Any]])
      #expect(curves.map { $0["part"] as? String } == ["training", "validation"])
      let places = try #require(curves[0]["x"] as? [Double])
      #expect(places == places.sorted() && places.count == 4)
      if against == "steps" { #expect(places == [2, 4, 6, 8]) }
    }
  }

  /// Scores by length are those of `s2s eval --by-length`.
  @Test func drawsScoresByLength() throws {
    let command = try Self.trained.get()
    let words = (1...40).map { number in (0...number).map { "word\($0)" }.joined(separator: " ") }
    try command.write(words.map { $0 + "\n" }.joined(), to: "ref.txt")
    for system in 1...2 {
      let lines = words.map { $0.replacing("word\(system)", with: "x") + "\n" }
      try command.write(lines.joined(), to: "system\(system).txt")
    }
    let files = ["--hyp", "system1.txt", "--hyp", "system2.txt", "--ref", "ref.txt"]
    let text = try command.run(["plot"] + files)
    #expect(
      text.status == 0 && text.output.hasPrefix("BLEU by length\na system1.txt\nb system2.txt\n"))
    let json = try command.run(["plot", "--json"] + files)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let systems = try #require(object?["systems"] as? [[String: Any]])
    let scores = try #require(systems[1]["scores"] as? [Double])
    let eval = try command.run(
      "eval", "--hyp", "system2.txt", "--ref", "ref.txt", "--metrics", "bleu", "--by-length")
    for score in scores {
      #expect(eval.output.contains(String(format: "%.1f", score)), "\(score)\n\(eval.output)")
    }
    let picture = try command.run(["plot", "--output", "lengths.svg"] + files)
    #expect(picture.status == 0, "\(picture.error)")
  }

  @Test(arguments: [
    ("plot", 64, "nothing to draw"), ("plot none", 66, "no model at none"),
    ("plot empty", 66, "empty has no history.jsonl"), ("plot new", 65, "has no records yet"),
    ("plot damaged", 65, "damaged/history.jsonl, line 1, is not an entry"),
    ("plot models/lm --quantity bleu", 65, "no run has measured \"bleu\"; there are loss"),
    ("plot models/lm --quantity loss,", 65, "there are loss"),
    ("plot old --against tokens", 65, "does not say how many tokens"),
    ("plot models/lm --output x.png", 64, "end it in .svg or .html"),
    ("plot models/lm --output models/lm/history.jsonl", 64, ".svg or .html"),
    ("plot models/lm --against words", 64, "one of steps, tokens, time, epochs"),
    ("plot --hyp a.txt", 64, "--hyp needs --ref"), ("plot --ref a.txt", 64, "need --hyp"),
    ("plot models/lm --hyp a.txt --ref a.txt", 64, "leave one out"),
    ("plot --hyp a.txt --ref a.txt --join-seeds", 64, "--join-seeds is of runs"),
    ("plot --hyp none.txt --ref none.txt", 66, "none.txt"),
    ("plot models/lm --tensorboard models/lm/history.jsonl", 73, "not a directory"),
  ])
  func saysWhatIsWrong(line: String, status: Int32, words: String) throws {
    let command = try Self.trained.get()
    try command.write("", to: "empty/other.txt")
    try command.write("", to: "new/history.jsonl")
    try command.write("{\"step\":1}\n", to: "damaged/history.jsonl")
    try command.write(
      "{\"step\":1,\"epoch\":1.0,\"seconds\":1.0,\"training_loss\":1.0}\n", to: "old/history.jsonl")
    try command.write("a\n", to: "a.txt")
    let result = try command.run(line.split(separator: " ").map(String.init))
    #expect(result.status == status && result.error.contains(words), "\(result.error)")
    #expect(result.error.filter { $0 == "\n" }.count == 1)
  }

  /// Models of one name have directories of events of their own; one that is named twice is refused before
  /// anything is written.
  @Test func eventsOfEqualNames() throws {
    let command = try Self.trained.get()
    let record =
      "{\"step\":1,\"epoch\":1.0,\"seconds\":1.0,\"training_loss\":1.0,\"validation_loss\":2.0}\n"
    for place in ["x", "y"] { try command.write(record, to: "\(place)/m/history.jsonl") }
    for overwrite in [[], ["--overwrite"]] {
      let result = try command.run(["plot", "x/m", "y/m", "--tensorboard", "equal"] + overwrite)
      #expect(result.status == 0, "\(result.error)")
      #expect(try command.names(in: "equal") == ["x", "y"])
      for place in ["x", "y"] {
        #expect(try command.names(in: "equal/\(place)/m").count == 1)
        #expect(result.error.contains("equal/\(place)/m"))
      }
    }
    let twice = try command.run(
      "plot", "x/m", "y/m", "x/m/history.jsonl", "--tensorboard", "twice")
    #expect(twice.status == 64 && twice.error.contains("x/m is named twice"), "\(twice.error)")
    #expect(try !command.names(in: ".").contains("twice"))
  }

  @Test func quantitiesMayHaveSpaces() throws {
    let result = try Self.trained.get().run(
      "plot", "models/lm", "--quantity", "loss, learning-rate")
    #expect(result.status == 0 && result.output.contains("Learning rate"), "\(result.error)")
  }

  /// The tokens of an epoch are those that the run reads in it, in the history and when it goes on.
  @Test func countsTokens() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    let first = try command.trainSmall(
      "--epochs", "1", "--validate-every", "1", "--batch-sentences", "16")
    let text = try #require(
      first.error.firstMatch(of: /([0-9,]+) target tokens per epoch/)?.output.1)
    let tokens = try #require(Int(text.replacing(",", with: "")))
    func counts() throws -> [Int] {
      String(decoding: try command.bytes(of: "models/fr-en/history.jsonl"), as: UTF8.self)
        .matches(of: /"tokens":([0-9]+)/).compactMap { Int($0.output.1) }
    }
    #expect(try counts().last == tokens)
    let second = try command.run("train", "--resume", "--model", "models/fr-en", "--epochs", "2")
    #expect(second.status == 0, "\(second.error)")
    #expect(try counts().last == 2 * tokens)
    #expect(try counts() == counts().sorted())
  }
}

/// `s2s train --tensorboard`, and the curves of a run on a terminal.
@Suite struct TrainingCurveTests {
  private func events(_ command: Command, in directory: String) throws -> [Data] {
    try command.names(in: directory).map { try command.bytes(of: "\(directory)/\($0)") }
  }

  /// A new run does not mix its events with those of another; one that goes on adds a file.
  @Test func writesEvents() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    let options = ["--validate-every", "2", "--tensorboard", "runs"]
    let first = try command.trainSmall("--steps", "4", options: options)
    #expect(first.status == 0, "\(first.error)")
    let files = try events(command, in: "runs/fr-en")
    #expect(files.count == 1)
    let text = String(decoding: files[0], as: UTF8.self)
    for tag in ["brain.Event:2", "loss/training", "perplexity/validation", "learning_rate"] {
      #expect(text.contains(tag), "\(tag)")
    }
    let other = try command.trainSmall("--model", "x/fr-en", "--steps", "2", options: options)
    #expect(other.status == 73 && other.error.contains("the events of another run"))
    #expect(!FileManager.default.fileExists(atPath: command.home.path + "/x"))
    let more = try command.trainSmall("--steps", "6", "--resume", options: options)
    #expect(more.status == 0, "\(more.error)")
    #expect(try events(command, in: "runs/fr-en").count == 2)
    #expect(try events(command, in: "runs/fr-en")[0] == files[0])
    let again = try command.trainSmall("--steps", "2", "--overwrite", options: options)
    #expect(again.status == 0, "\(again.error)")
    #expect(try events(command, in: "runs/fr-en").count == 1)
    // The same from the history, but for the times.
    let later = try command.run("plot", "models/fr-en", "--tensorboard", "later")
    #expect(later.status == 0 && later.error.contains("later/fr-en"), "\(later.error)")
    #expect(
      try events(command, in: "later/fr-en")[0].count == events(command, in: "runs/fr-en")[0].count)
  }

  /// An interrupted run says how to go on with its events and its curve.
  @Test func saysHowToGoOn() throws {
    let command = try Command()
    try command.makeCorpus()
    let result = try command.trainSmall(
      "--time-limit", "1s", "--tensorboard", "the runs", "--curve", "--epochs", "100000")
    #expect(result.error.contains(" --tensorboard 'the runs' --curve\n"))
    #expect(!result.error.contains("training perplexity"), "a file has no curve")
  }

  /// The curve is drawn above the progress line, and is left when the run has ended.
  @Test func drawsTheCurve() throws {
    let command = try Command()
    try command.makeCorpus()
    let terminal = try #require(PseudoTerminal(columns: 60))
    let process = command.process(["train"] + Command.small + ["--epochs", "20", "--curve"])
    process.environment?["TERM"] = "xterm"
    process.environment?["LC_ALL"] = "C"
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: terminal.program)
    try process.run()
    let shown = terminal.read(until: "It took", seconds: 60)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(shown.contains("a training perplexity by step   b validation"), "\(shown)")
    let end = try #require(shown.range(of: "Finished, "))
    #expect(shown[..<end.lowerBound].hasSuffix("0\n"), "\(shown.suffix(800))")
  }
}
