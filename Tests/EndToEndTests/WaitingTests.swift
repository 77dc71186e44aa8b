import Foundation
import S2SFiles
import TestSupport
import Testing

/// What somebody sees who waits: the first translations, a live line, and what an interruption leaves.
@Suite(.serialized) struct WaitingTests {
  private static let trained = Result { () throws -> Command in
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "20")
    return command
  }

  private static let erasure = "\r\u{1B}[K"

  /// Starts the command; what it writes to standard output can be read.
  private func start(
    _ arguments: [String], input: Any?, error: PseudoTerminal? = nil
  ) throws -> (process: Process, output: FileHandle) {
    let process = try Self.trained.get().process(arguments)
    process.environment?["TERM"] = "xterm"
    process.environment?["LC_ALL"] = "C"
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError =
      error.map { FileHandle(fileDescriptor: $0.program) } ?? FileHandle.nullDevice
    try process.run()
    return (process, output.fileHandleForReading)
  }

  /// The next lines of a running command.
  private func lines(_ count: Int, of output: FileHandle) -> Int {
    var found = 0
    while found < count {
      let data = output.availableData
      if data.isEmpty { return found }
      found += data.filter { $0 == 10 }.count
    }
    return found
  }

  @Test func aLineGetsItsAnswerBeforeTheNextOneComes() throws {
    let input = Pipe()
    let (process, output) = try start(["translate", "--beam", "1"], input: input)
    for text in ["un\n", "\n", "deux trois\nun\n"] {
      input.fileHandleForWriting.write(Data(text.utf8))
      let count = text.utf8.filter { $0 == 10 }.count
      #expect(lines(count, of: output) == count)
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func whatIsDoneIsKeptWhenInterrupted(signal: Int32) throws {
    let command = try Self.trained.get()
    let text = String(repeating: "un deux trois\nquatre\n\n", count: 30_000)
    let path = try command.write(text, to: "long.txt")
    let terminal = try #require(PseudoTerminal(columns: 60))
    let (process, output) = try start(
      ["translate", "--beam", "1", path], input: FileHandle.nullDevice, error: terminal)
    // The first lines come long before the last ones.
    var written = output.availableData
    #expect(written.filter { $0 == 10 }.count < 1_000)
    // Whoever reads the pipe may write on this terminal, too, so the line makes room.
    let before = terminal.read(until: Self.erasure)
    #expect(before.contains(Self.erasure))
    kill(process.processIdentifier, signal)
    written += output.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
    let count = written.filter { $0 == 10 }.count
    #expect(count > 0 && count < 90_000 && written.last == 10)
    let said = "Interrupted: \(grouped(count)) lines are translated and written.\n"
    let shown = before + terminal.read(until: said)
    #expect(shown.hasSuffix(Self.erasure + said), "\(shown.suffix(200))")
    #expect(shown.contains("% "))
  }

  @Test func somebodyWhoTypesIsToldHowToEnd() throws {
    let terminal = try #require(PseudoTerminal(columns: 80))
    for (arguments, what) in [
      (["translate", "--model", "models/fr-en"], "lines to translate"),
      (["tokenize", "--model", "models/fr-en"], "lines to cut into subwords"),
      (["detokenize", "--model", "models/fr-en"], "lines of ids"),
      (
        ["corpus", "variants", "--lang", "fr", "--way", "capitals"], "lines to write in another way"
      ),
      (["eval", "--ref", "corpora/phrasebook/test.en"], "translations to score"),
    ] {
      let (process, output) = try start(
        arguments, input: FileHandle(fileDescriptor: terminal.program), error: terminal)
      #expect(terminal.read(until: ".\n") == "Type \(what); Ctrl-D ends them.\n")
      if arguments[0] != "eval" {
        terminal.type("5\n")
        #expect(lines(1, of: output) == 1, "\(arguments[0]) answers a line that was typed")
      }
      terminal.type("\u{4}")
      process.waitUntilExit()
      // No live line where somebody types.
      if arguments[0] != "eval" { #expect(!terminal.read().contains("\r")) }
    }
    // A pipe is not spoken to.
    let piped = try Self.trained.get().run("translate", "--model", "models/fr-en")
    #expect(piped.error == "")
  }

  @Test func evaluatingShowsHowFarItIs() throws {
    let terminal = try #require(PseudoTerminal(columns: 70))
    let arguments = [
      "eval", "--model", "models/fr-en", "--confidence", "--metrics", "bleu,perplexity",
    ]
    let (process, output) = try start(
      arguments, input: FileHandle.nullDevice, error: terminal)
    let table = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let shown = terminal.read()
    for activity in ["translating", "scoring", "resampling", "measuring the model"] {
      #expect(shown.contains("\r\(activity)\u{1B}[K"), "\(activity)")
    }
    // Nothing of the line is left where sentences begin.
    #expect(shown.contains("\(Self.erasure)Test set: ") && shown.hasSuffix("beam 5\n"))
    #expect(table.contains("BLEU") && !table.contains("\u{1B}"))
  }

  @Test func aDryRunShowsThatItMeasures() throws {
    let terminal = try #require(PseudoTerminal(columns: 70))
    let arguments = ["train"] + Command.small + ["--model", "models/other", "--dry-run"]
    let (process, output) = try start(arguments, input: FileHandle.nullDevice, error: terminal)
    #expect(terminal.read(until: "some updates").contains("\rmeasuring: preparing the corpus"))
    // Nor is the line left behind by a signal.
    kill(process.processIdentifier, SIGINT)
    #expect(output.readDataToEndOfFile().isEmpty)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    #expect(terminal.read(until: Self.erasure, seconds: 1).hasSuffix(Self.erasure))
  }
}
