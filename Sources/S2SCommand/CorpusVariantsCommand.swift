import ArgumentParser
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SText
import Seq2Seq

/// `s2s corpus variants`: lines in the ways in which people type them.
struct CorpusVariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "variants",
    abstract: "Write lines as people type them, such as in capitals or without accents",
    discussion: """
      N lines in are N lines out. A line that a way of typing does not change comes as it is; so do \
      addresses, numbers and markup.

      Examples:
        s2s corpus variants --lang fr --way no-accents < input.txt
        s2s corpus variants --lang fr --output typed corpora/phrasebook/test.fr
      """)

  @Option(help: "The language of the lines, such as fr", transform: ArgumentKind.language)
  var lang: String
  @Option(
    help: "Write the lines typed in this way to standard output; spaces are those before ? ! : ;")
  var way: TypingVariant?
  @Option(
    help: "Write the lines typed in each way to files of this directory, NAME.WAY.LANG",
    transform: ArgumentKind.path)
  var output: String?
  @Flag(help: "Replace existing files") var overwrite = false
  @Argument(
    help: "A file of lines, plain or .gz (default, and -: standard input)",
    transform: ArgumentKind.path)
  var file: String?

  private var readsStandardInput: Bool { file == nil || file == "-" }

  func validate() throws {
    guard (way == nil) != (output == nil) else {
      throw ValidationError(
        way == nil
          ? "--way or --output is needed; name a way of typing, or a directory for all of them."
          : "--way and --output exclude each other; leave out --way for all ways.")
    }
    guard output == nil || !readsStandardInput else {
      throw ValidationError("--output names its files by the file of lines; name one.")
    }
  }

  func run() throws {
    if let way { return try write(way) }
    if let file, let output { try writeAll(file, to: output) }
  }

  /// Writes one way to standard output.
  private func write(_ way: TypingVariant) throws {
    let reader =
      if let file, !readsStandardInput {
        try LineReader(path: file, nul: .refuseUTF16)
      } else {
        StandardInput.reader(for: "lines to write in another way")
      }
    try writeLines(of: reader) { way.applied(to: $0, locale: lang) }
  }

  /// Writes every way to a file.
  private func writeAll(_ file: String, to directory: String) throws {
    let ways = TypingVariant.allCases
    let paths = ways.map { "\(directory)/\(name(of: file)).\($0.rawValue).\(lang)" }
    try ModelDirectory.checkOutputs(paths)
    let outputs = OutputFiles(paths)
    try outputs.checkFree(inputs: [file], overwrites: overwrite)
    let reader = try LineReader(path: file, nul: .refuseUTF16)
    try Directory.create(directory)
    try outputs.checkCanWrite()
    var counts = ways.map { _ in 0 }
    try outputs.write(paths) { writers in
      while let line = try reader.next() {
        for (index, way) in ways.enumerated() {
          let typed = way.applied(to: line, locale: lang)
          if !typed.utf8.elementsEqual(line.utf8) { counts[index] += 1 }
          try writers[index].write(typed + "\n")
        }
      }
    }
    for (path, count) in zip(paths, counts) {
      say("\(path): \(grouped(count)) of \(grouped(reader.lineCount)) lines differ")
    }
  }

  /// The name of a file without its directory, its compression and its language.
  private func name(of file: String) -> String {
    var name = String(file.split(separator: "/").last ?? "lines")
    for ending in [".gz", ".\(lang)", ".txt"] where name.count > ending.count {
      if name.hasSuffix(ending) { name.removeLast(ending.count) }
    }
    return name
  }
}

extension TypingVariant: ChoiceArgument {}
