import Foundation
import Testing

/// Text alone becomes pairs to learn from.
@Suite struct BackTranslateCommandTests {
  private let command: Command

  /// A model from French to English: French is the language of the text.
  init() throws {
    command = try Command()
    try command.makeCorpus()
    let result = try command.trainSmall("--steps", "60", "--model", "models/reverse")
    #expect(result.status == 0, "\(result.error)")
    try command.write("un deux trois quatre\n\nsept huit\nsept huit\n", to: "mono.fr")
  }

  private let base = ["backtranslate", "--model", "models/reverse", "--text", "mono.fr"]

  private func lines(_ name: String) throws -> [Substring] {
    String(decoding: try command.bytes(of: name), as: UTF8.self).split(separator: "\n")
  }

  @Test func saysWhatBecameOfEachLine() throws {
    let result = try command.run(
      base + ["--output", "back", "--keep-runaways", "--max-ratio", "99"])
    #expect(result.status == 0 && result.output.isEmpty, "\(result.error)")
    #expect(result.error.contains("of 4 lines to back/train.en and back/train.fr."))
    #expect(
      result.error.contains("1 blank (line 2)") && result.error.contains("1 repeated (line 4)"))
    #expect(try command.names(in: "back") == ["train.en", "train.fr"])
    let again = try command.run(base + ["--output", "back"])
    #expect(again.status == 73 && again.error.contains("back/train.en exists already"))
    let kept = try command.run(
      base + ["--output", "back", "--overwrite", "--keep-repeats", "--keep-runaways"])
    #expect(kept.status == 0 && !kept.error.contains("repeated"), "\(kept.error)")
  }

  /// Real pairs and others are one corpus, on which a model of the forward direction is trained.
  @Test func aStudentLearnsFromBoth() throws {
    let result = try command.run(
      base + [
        "--output", "back", "--tag", "--train", "corpora/phrasebook/train", "--keep-runaways",
        "--max-ratio", "99", "--sample", "--temperature", "0.5", "--top-k", "5", "--seed", "3",
      ])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("behind 400 real pairs."), "\(result.error)")
    let (sources, targets) = (try lines("back/train.en"), try lines("back/train.fr"))
    #expect(sources.count == targets.count && sources.count >= 400)
    #expect(try Array(targets.prefix(400)) == lines("corpora/phrasebook/train.fr"))
    #expect(sources.dropFirst(400).allSatisfy { $0.hasPrefix("\u{2021} ") })
    let trained = try command.run(
      "train", "--src", "en", "--tgt", "fr", "--train", "back/train", "--valid",
      "corpora/phrasebook/valid", "--steps", "2", "--hidden", "8", "--embedding", "8")
    #expect(trained.status == 0, "\(trained.error)")
  }

  /// One sentence each, and nothing is written.
  @Test func saysWhatIsWrong() throws {
    try Data([0x75, 0x6E, 0x0A, 0xE9, 0x0A]).write(to: command.home.appending(path: "latin1.txt"))
    try command.write("", to: "empty.txt")
    try command.write("mine", to: "file")
    try command.write("un\n", to: "own/train.fr")
    let lm = try command.run(
      "train", "lm", "--train", "corpora/phrasebook/train.fr", "--steps", "4", "--hidden", "8",
      "--embedding", "8")
    #expect(lm.status == 0, "\(lm.error)")
    func named(_ model: String, _ text: String, _ more: String...) -> [String] {
      ["backtranslate", "--model", model, "--text", text] + more
    }
    let out = ["--output", "out"]
    let cases: [([String], Int32, String)] = [
      (named("models/reverse", "none.txt") + out, 66, "cannot open none.txt"),
      (named("models/reverse", "latin1.txt") + out, 65, "latin1.txt, line 2, byte 1 is not UTF-8"),
      (named("models/reverse", "empty.txt") + out, 65, "empty.txt has no lines"),
      (named("models/reverse", "-") + out, 64, "standard input is read only once"),
      (named("models/none", "mono.fr") + out, 66, "there is no model at models/none"),
      (named("models/lm-en", "mono.fr") + out, 65, "is a model of the task"),
      (base + out + ["--beam", "5", "--sample"], 64, "--sample keeps no beam"),
      (base + out + ["--top-p", "0.5"], 64, "--top-p needs --sample"),
      (base + out + ["--resume", "--overwrite"], 64, "exclude each other"),
      (base + out + ["--resume"], 66, "no work on out/train.en was interrupted"),
      (base + out + ["--train", "none"], 66, "there are no files none.en and none.fr"),
      (base + out + ["--corpus", "a", "--train", "b"], 64, "exclude each other"),
      (base + ["--output", "file"], 73, "file is a file, not a directory"),
      (
        named("models/reverse", "own/train.fr", "--output", "own", "--overwrite"), 73,
        "own/train.fr is read by the same command"
      ),
      (["backtranslate", "--text", "mono.fr"] + out, 64, "needs --model"),
    ]
    for (arguments, status, sentence) in cases {
      let result = try command.run(arguments)
      #expect(result.status == status, "\(arguments): \(result.error)")
      #expect(result.error.contains(sentence), "\(arguments): \(result.error)")
      #expect(result.error.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: command.home.path + "/out/train.en.part"))
    #expect(try command.bytes(of: "own/train.fr") == Data("un\n".utf8))
  }

  /// A model of the wrong direction.
  @Test func warnsOfAnotherLanguage() throws {
    let english = "the cat is in the house and it was not on the table with the dog\n"
    try command.write(String(repeating: english, count: 50), to: "mono.fr")
    let result = try command.run(base + ["--output", "back"])
    #expect(result.error.contains("warning: the fr text looks like en"), "\(result.error)")
  }

  /// Stopped again and again, it ends with the same bytes.
  @Test(arguments: [SIGINT, SIGKILL])
  func endsWithTheSameBytes(signal: Int32) throws {
    let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
    let lines = (0..<9_000).map { number -> String in
      let digits = [1, 10, 100, 1_000].map { number / $0 % 10 }
      return digits.map { words[$0] }.joined(separator: " ") + "\n"
    }
    try command.write(lines.joined(), to: "mono.fr")
    let options = base + ["--sample", "--tag", "--keep-runaways"]
    let whole = try command.run(options + ["--output", "whole"])
    #expect(whole.status == 0, "\(whole.error)")
    var (stops, delay) = (0, 30_000)
    while !(try runFor(delay, signal, options + ["--output", "parts"])) {
      (stops, delay) = (stops + 1, delay + 40_000)
      #expect(stops < 200)
      guard stops < 200 else { return }
    }
    #expect(stops > 0, "the work was over before it was stopped")
    for name in ["train.en", "train.fr"] {
      #expect(try command.bytes(of: "whole/\(name)") == command.bytes(of: "parts/\(name)"))
    }
    #expect(try command.names(in: "parts") == ["train.en", "train.fr"])
  }

  /// Begins the work or goes on with it, and stops it after some microseconds; true when it is done.
  private func runFor(_ delay: Int, _ signal: Int32, _ arguments: [String]) throws -> Bool {
    func exists(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: command.home.path + "/parts/" + name)
    }
    let isUnderWay = exists("train.en.progress")
    // Stopped after the last of its work.
    if !isUnderWay && exists("train.en") { return true }
    let process = command.process(arguments + (isUnderWay ? ["--resume"] : []))
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The signal is to hit whatever the work does at that time, so there is nothing to wait for but time.
    usleep(UInt32(delay))
    if process.isRunning { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }
}
