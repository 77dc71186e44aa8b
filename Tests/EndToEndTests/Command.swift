import Foundation
import TestSupport

/// Runs the command `s2s` in a home of its own.
final class Command: Sendable {
  /// What a run left behind.
  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  /// The directory of `corpora/` and `models/`, removed at the end.
  let home: URL

  init() throws {
    home = FileManager.default.temporaryDirectory.appending(path: "s2s-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Writes a file below the home and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = home.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The bytes of a file below the home.
  func bytes(of name: String) throws -> Data { try Data(contentsOf: home.appending(path: name)) }

  /// A process that has not been started.
  func process(_ arguments: [String], of program: String = TestedCommand.url.path) -> Process {
    let process = Process()
    // A runner of tests may ignore signals, and what it starts inherits that; env ends it.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--default-signal=INT,TERM", program] + arguments
    process.currentDirectoryURL = home
    var environment = ProcessInfo.processInfo.environment
    environment["S2S_HOME"] = home.path
    process.environment = environment
    return process
  }

  /// Runs to the end.
  func run(_ arguments: String..., input: Data = Data()) throws -> Result {
    try run(arguments, input: input)
  }

  /// Runs to the end.
  func run(
    _ arguments: [String], of program: String = TestedCommand.url.path, input: Data = Data()
  ) throws -> Result {
    let process = process(arguments, of: program)
    // Files rather than pipes: nothing can fill up and wait.
    let names = ["in", "out", "err"].map { home.appending(path: ".\($0)-\(UUID().uuidString)") }
    try input.write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    func text(_ url: URL) throws -> String {
      String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    let result = Result(
      status: process.terminationStatus, output: try text(names[1]), error: try text(names[2]))
    for name in names { try? FileManager.default.removeItem(at: name) }
    return result
  }

  /// Makes a small corpus where the bundled one would be: counting in two languages.
  func makeCorpus(pairs: Int = 400) throws {
    let french = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
    let english = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    func lines(_ words: [String], _ range: Range<Int>) -> String {
      range.map { number in
        "\(words[number % 10]) \(words[number / 10 % 10]) \(words[number / 100 % 10])\n"
      }.joined()
    }
    let parts = [
      ("train", 0..<pairs), ("valid", pairs..<pairs + 40), ("test", pairs + 40..<pairs + 80),
    ]
    for (name, range) in parts {
      try write(lines(french, range), to: "corpora/phrasebook/\(name).fr")
      try write(lines(english, range), to: "corpora/phrasebook/\(name).en")
    }
  }

  /// Options that make a run quick.
  static let small = [
    "--src", "fr", "--tgt", "en", "--hidden", "16", "--embedding", "8", "--dropout", "0.3",
  ]

  /// Trains a small model on the small corpus.
  func trainSmall(_ more: String..., options: [String] = []) throws -> Result {
    try run(["train"] + Self.small + more + options)
  }

  /// The names of the files in a directory below the home, sorted.
  func names(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.appending(path: directory).path)
      .sorted()
  }

  /// The weights and moments of a run: what follows the header of a file of its model.
  func tensors(_ model: String, _ file: String = "training.safetensors") throws -> Data {
    let data = try bytes(of: "models/\(model)/\(file)")
    let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    return data.dropFirst(8 + length)
  }
}
