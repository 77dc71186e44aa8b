import Foundation
import TestSupport
import Testing

@Suite struct TranslateTests {
  private func trained() throws -> Command {
    let command = try Command()
    try command.makeCorpus()
    _ = try command.trainSmall("--steps", "20")
    return command
  }

  @Test(arguments: [
    "", "\n", "un", "un\n", "un\n\n \n\t\ndeux", "un\r\ndeux\r\n", "\u{1}\u{0}\u{7f}\n",
    "\u{2028}\u{85}\u{0B}\nun\u{2029}deux\n", "\u{202E}שלום\nمرحبا\n", "e\u{301}\u{301}\n\\ud800\n",
    "👩‍👩‍👧🇫🇷\n日本語\nภาษาไทย\n",
  ])
  func asManyLinesOutAsIn(text: String) throws {
    let command = try trained()
    let result = try command.run("translate", input: Data(text.utf8))
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).count
    let expected = text.isEmpty || text.utf8.last == 10 ? lines - 1 : lines
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.utf8.filter { $0 == 10 }.count == expected)
  }

  @Test func longLinesAreSplitWithAWarning() throws {
    let command = try trained()
    let long = String(repeating: "un deux trois ", count: 400)
    let result = try command.run("translate", "--beam", "1", input: Data("un\n\(long)\nun\n".utf8))
    #expect(result.output.utf8.filter { $0 == 10 }.count == 3)
    #expect(result.error.contains("1 over-long line was translated in pieces"))
    // Sentences are no such pieces.
    let sentences = Data("un. deux.\n".utf8)
    let split = try command.run("translate", "--format", "json", input: sentences)
    #expect(split.output.contains("\"pieces\":2") && !split.error.contains("over-long"))
    let whole = try command.run(
      "translate", "--format", "json", "--split-sentences", "never", input: sentences)
    #expect(whole.output.contains("\"pieces\":1"))
  }

  @Test func aHundredThousandCharactersAreALine() throws {
    let command = try trained()
    let spaceless = String(repeating: "é", count: 100_000)
    let spaced = String(repeating: "un deux ", count: 12_500)
    let result = try command.run(
      "translate", "--beam", "1", input: Data("\(spaceless)\n\(spaced)\nun".utf8))
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.utf8.filter { $0 == 10 }.count == 3)
    #expect(result.error.contains("2 over-long lines were translated in pieces"))
  }

  @Test func linesBeforeABadOneAreWritten() throws {
    let command = try trained()
    // UTF-16 without a mark, whose bytes are UTF-8, too.
    let wide = try command.run("translate", input: Data("\0u\0n\0\n\0u\0n\0\n".utf8))
    #expect(wide.status == 65 && wide.output.isEmpty)
    #expect(wide.error.contains("standard input, line 1 holds a NUL byte"), "\(wide.error)")
    let result = try command.run("translate", input: Data("un\ndeux\n".utf8) + [0xff, 0x0a])
    #expect(result.status == 65)
    #expect(result.error.contains("standard input, line 3, byte 1 is not UTF-8"))
    #expect(result.output.utf8.filter { $0 == 10 }.count == 2)
  }

  @Test func formatsCarryScores() throws {
    let command = try trained()
    let tsv = try command.run(
      "translate", "--format", "tsv", "--nbest", "2", input: Data("un deux\ntrois\n".utf8))
    let rows = tsv.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.map { $0[0] } == ["1", "1", "2", "2"])
    #expect(rows.allSatisfy { $0.count == 3 && (Double($0[1]) ?? 1) <= 0 })
    let json = try command.run("translate", "--format", "json", input: Data("un deux\n\n".utf8))
    for line in json.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let entries = object?["translations"] as? [[String: Any]] ?? []
      #expect(entries.count == 1)
      // Facts of an entry; those of the line are those of its best entry.
      #expect(entries[0]["cut"] as? Bool == object?["cut"] as? Bool)
      #expect(entries[0]["blocked_repeats"] as? Int == object?["blocked_repeats"] as? Int)
      #expect(entries[0]["lost"] as? [String] == [])
      #expect(entries[0]["missing_required"] as? [String] == [])
    }
  }

  /// A model that has seen a few updates says the same word for ever.
  @Test func runawayOutputIsCountedOnStandardErrorAndInJSON() throws {
    let command = try Command()
    try command.makeCorpus()
    // Not every model does: with seed 3 it repeats itself after any source.
    _ = try command.trainSmall("--steps", "20", "--seed", "3")
    func translate(_ more: String...) throws -> (error: String, records: [[String: Any]]) {
      let result = try command.run(
        ["translate", "--format", "json", "--beam", "1"] + more,
        input: Data("un deux trois\n\nquatre\n".utf8))
      let records = try result.output.split(separator: "\n").map {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
      }
      return (result.error, records)
    }
    let (error, records) = try translate()
    #expect(error.contains("2 translations were kept from repeating themselves"))
    #expect(records.map { ($0["blocked_repeats"] as? Int ?? -1) > 0 } == [true, false, true])
    let (unchecked, loops) = try translate("--max-repeats", "0")
    let cut = loops.filter { $0["cut"] as? Bool == true }.count
    let said = cut == 1 ? "translation did not end and was" : "translations did not end and were"
    #expect(cut > 0 && unchecked.contains("\(cut) \(said) cut; see --max-length-ratio."))
    #expect(!unchecked.contains("repeating"))
    #expect(loops.map { $0["blocked_repeats"] as? Int } == [0, 0, 0])
  }

  /// A model that has seen a few updates copies nothing, and says so.
  @Test func lostNumbersAreCounted() throws {
    let command = try Command()
    let lines = (0..<200).map { "le \(1_000 + $0 * 7)\tthe \(1_000 + $0 * 7)\n" }.joined()
    try command.write(lines, to: "pairs.tsv")
    let train = try command.trainSmall(
      "--train", "pairs.tsv", "--steps", "2", "--learning-rate", "0.0001")
    #expect(train.error.contains("Placeholders: <num1> stand for addresses and numbers, which"))
    func translate(_ more: String...) throws -> (error: String, output: String) {
      let result = try command.run(
        ["translate", "--format", "json", "--max-repeats", "0"] + more,
        input: Data("le 4321\n".utf8))
      return (result.error, result.output)
    }
    let (error, output) = try translate("--max-length-ratio", "0.01")
    #expect(
      error.contains("1 address, number or symbol of the input is missing in its translation"))
    #expect(output.contains("\"lost_placeholders\":1") && output.contains("\"placeholders\":1"))
    #expect(output.contains("\"lost\":[\"4321\"]"))
    let (quiet, plain) = try translate("--no-placeholders")
    // What is not copied is lost all the same.
    #expect(quiet.contains("missing") == plain.contains("\"lost_placeholders\":1"))
    #expect(plain.contains("\"protected\":1") && plain.contains("\"placeholders\":0"))
    let resumed = try command.trainSmall(
      "--train", "pairs.tsv", "--steps", "3", "--resume", "--no-placeholders", "--learning-rate",
      "0.0001")
    #expect(resumed.error.contains("it has placeholders yes, not --no-placeholders"))
  }

  /// However the model cuts text; `s2s eval` says it of the sources.
  @Test(arguments: [[], ["--tokens", "words"], ["--tokens", "spaces"], ["--hierarchical"]])
  func charactersThatWereNeverLearnedAreNamed(cut: [String]) throws {
    let command = try Command()
    try command.makeCorpus()
    let train = try command.trainSmall("--steps", "2", options: cut)
    #expect(train.status == 0, "\(train.error)")
    let lines = "un deux\n\u{1F600} un\nun\n\u{416} un \u{1F600}\n"
    let result = try command.run("translate", "--format", "json", input: Data(lines.utf8))
    let records = result.output.split(separator: "\n")
    #expect(records.count == 4)
    for (record, characters) in zip(
      records, ["", "\"\u{1F600}\"", "", "\"\u{416}\",\"\u{1F600}\""])
    {
      #expect(record.contains("\"unknown_characters\":[\(characters)]"), "\(record)")
    }
    let said = """
      characters that the model never, or hardly ever, saw in training: "\u{1F600}" (U+1F600) and \
      "\u{416}" (U+0416).
      """
    #expect(result.error.contains("warning: 2 lines have \(said)"), "\(result.error)")
    let pairs = lines.split(separator: "\n").map { "\($0)\tone\n" }.joined()
    let test = try command.write(pairs, to: "test.tsv")
    let eval = try command.run("eval", "--test", test)
    #expect(eval.error.contains("warning: 2 sources have \(said)"), "\(eval.error)")
  }

  @Test func modelsOfEightBitsAreAQuarterOfTheSize() throws {
    let command = try trained()
    let made = try command.run("quantize")
    #expect(made.status == 0, "\(made.error)")
    let sizes = try ["fr-en", "fr-en-int8"].map {
      try command.bytes(of: "models/\($0)/model.safetensors").count
    }
    #expect(sizes[1] < sizes[0] / 2)
    let result = try command.run(
      "translate", "--model", "models/fr-en-int8", input: Data("un\n\ndeux".utf8))
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.utf8.filter { $0 == 10 }.count == 3)
    #expect(try command.run("quantize", "models/fr-en").status == 73)
    let twice = try command.run("quantize", "models/fr-en-int8", "--output", "models/again")
    #expect(twice.status == 65)
    #expect(twice.error.contains("eight bits already"))
  }

  @Test func shortlistsAreLearnedFromTheTrainingCorpus() throws {
    let command = try trained()
    let input = Data("un\n\ndeux trois".utf8)
    let early = try command.run("translate", "--shortlist", input: input)
    #expect(early.status == 66)
    #expect(early.error.contains("shortlist.safetensors; learn one with s2s shortlist."))
    let learned = try command.run("shortlist")
    #expect(learned.status == 0, "\(learned.error)")
    #expect(learned.error.contains("models/fr-en/shortlist.safetensors, learned from"))
    let result = try command.run("translate", "--shortlist", input: input)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.utf8.filter { $0 == 10 }.count == 3)
    try command.write("not a list", to: "models/fr-en/shortlist.safetensors")
    #expect(try command.run("translate", "--shortlist", input: input).status == 65)
  }

  @Test func ensemblesOfOneModelAreTheModel() throws {
    let command = try trained()
    let input = Data("un deux\ntrois\nquatre cinq six\n".utf8)
    let one = try command.run("translate", input: input)
    let two = try command.run(
      "translate", "--model", "models/fr-en", "--model", "models/fr-en", input: input)
    #expect(two.status == 0, "\(two.error)")
    #expect(one.output == two.output)
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let command = try trained()
    let text = String(repeating: "un deux trois\n", count: 5_000)
    let input = try command.write(text, to: "input.txt")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = [
      "-c", "set -o pipefail; '\(TestedCommand.url.path)' translate --beam 1 '\(input)' | head -1",
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["S2S_HOME"] = command.home.path
    shell.environment = environment
    let error = Pipe()
    shell.standardError = error
    shell.standardOutput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    let text2 = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(shell.terminationStatus == 0)
    #expect(!text2.contains("error"))
  }

  @Test func tokensGoBackToText() throws {
    let command = try trained()
    let text = "l'été, aujourd'hui: 1 234,56 € — 日本語 👩‍👩‍👧\n  deux  espaces \n\n"
    func roundTrip(_ side: String) throws -> String {
      let ids = try command.run(
        "tokenize", "--side", side, "--format", "ids", input: Data(text.utf8))
      return try command.run("detokenize", "--side", side, input: Data(ids.output.utf8)).output
    }
    #expect(try roundTrip("target") == text)
    let typed = "l'été, aujourd'hui: 1 234,56 € - 日本語 👩‍👩‍👧\ndeux espaces\n\n"
    #expect(try roundTrip("source") == typed)
  }
}
