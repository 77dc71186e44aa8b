import ArgumentParser
import Glibc
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SModels
import S2STraining
import Seq2Seq

/// `s2s corpus doctor`: finds the problems of a corpus before training.
struct CorpusDoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine a parallel corpus, and write a cleaned copy on request",
    discussion: """
      Reports unreadable lines, empty, identical, swapped or repeated sides, wrong languages, \
      sides out of step, unlikely lengths, damaged characters, and training pairs that are also in \
      the validation or test set; notes invisible characters, markup, numbers that differ, and \
      lines without letters. s2s train makes the quick ones of these checks on a sample.

      Reads every format that s2s train reads; the corpus is corpora/phrasebook if none is named. The \
      languages of lines are guessed from the corpus itself.

      Exit code: 0 if the corpus is usable as it is, or if a cleaned copy was written; 65 if not.

      Examples:
        s2s corpus doctor --src fr --tgt en
        s2s corpus doctor --src fr --tgt en --corpus web --output web-clean
        s2s corpus doctor --src fr --tgt en --train all.tsv --json
      """)

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var corpus: CorpusOptions
  @Option(
    help: "Test pairs, in the same forms (default: none with --train)",
    transform: ArgumentKind.path)
  var test: String?
  @Option(help: "Write a cleaned copy to this directory", transform: ArgumentKind.path)
  var output: String?
  @Option(
    help: "Write part, place and problem of each finding to this file, separated by tabs",
    transform: ArgumentKind.path)
  var list: String?
  @Option(help: "Threads (default: the processor's cores)", transform: ArgumentKind.threads)
  var threads: Int?
  @Flag(help: "Print one JSON object") var json = false
  @Flag(help: "Replace existing files") var overwrite = false

  func validate() throws {
    try languages.checkDiffering()
  }

  func run() throws {
    let parts = try parts()
    let progress = WorkProgress()
    defer { progress.finish() }
    let bytes =
      parts.flatMap(\.files.paths).reduce(0) { $0 + Self.size(of: $1) } * CorpusDoctor.readings
    let doctor = CorpusDoctor(
      LanguagePair(source: languages.source, target: languages.target),
      threads: threads ?? defaultThreadCount()
    ) { progress.show($0, "pair", share: Double($1) / Double(max(1, bytes))) }
    try ModelDirectory.checkOutputs([list].compactMap(\.self))
    try doctor.checkOutput(parts, copyTo: output, listTo: list, overwrites: overwrite)
    let examination = try doctor.examine(parts)
    progress.finish()
    try report(examination)
  }

  /// The parts of the corpus that are there.
  private func parts() throws -> [CorpusDoctor.Part] {
    var selection = corpus.selection
    selection.test = test
    return try [CorpusFinder.Part.train, .valid, .test].compactMap { name in
      try selection.files(name, source: languages.source, target: languages.target)
        .map { CorpusDoctor.Part(name, $0) }
    }
  }

  private func report(_ examination: CorpusExamination) throws {
    let writer = OutputWriter()
    let advice = output == nil ? "With --output DIR it writes a copy without them." : nil
    if json {
      try writer.write(encodeJSON(examination) + "\n")
    } else {
      try writer.show(examination.text(advice: advice))
    }
    try writer.flush()
    if let list { try examination.writeList(to: list) }
    if let output {
      try examination.writeCopy(to: output)
      for part in examination.parts {
        say(
          "\(part.name.rawValue): \(grouped(part.keptCount)) pairs in \(output), "
            + "\(grouped(part.droppedCount)) dropped, \(grouped(part.repairedCount)) repaired")
      }
      if examination.obstacles.isEmpty { return }
    }
    if case .unusable = examination.verdict { throw ExitCode(65) }
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
