import ArgumentParser
import S2SFiles
import Seq2Seq

/// Words that translations must or must not contain, as options.
struct DemandArguments: ParsableArguments {
  @Option(
    help: "A file with the beginning of each translation, line for line beside the input",
    transform: ArgumentKind.path)
  var prefixFile: String?
  @Option(
    help: "A word or phrase that no translation may contain; repeatable",
    transform: ArgumentKind.word)
  var forbid: [String] = []
  @Option(
    help: "A file of forbidden words and phrases, one per line", transform: ArgumentKind.path)
  var forbidFile: String?
  @Option(
    help: "A word or phrase that every translation must contain; repeatable",
    transform: ArgumentKind.word)
  var require: [String] = []
  @Option(
    help: "A file of required phrases, line for line beside the input, separated by tabs",
    transform: ArgumentKind.path)
  var requireFile: String?

  /// Whether words are required.
  var requiresWords: Bool { !require.isEmpty || requireFile != nil }
  /// Whether words are required, anywhere or at the start.
  var forcesWords: Bool { requiresWords || prefixFile != nil }

  /// The words that no translation may contain.
  ///
  /// - Throws: `FileError`, `LineError`.
  func forbidden() throws -> [String] {
    guard let forbidFile else { return forbid }
    let lines = try LineReader(path: forbidFile).readAll()
    return forbid + lines.filter { !$0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }

  /// The files beside the input.
  ///
  /// - Throws: `FileError`.
  func companions() throws -> [CompanionFile] {
    try [
      prefixFile.map { path in
        try CompanionFile(path) { request, line in request.prefix = line }
      },
      requireFile.map { path in
        try CompanionFile(path) { request, line in
          request.required = line.utf8.split(separator: UInt8(ascii: "\t"))
            .map { String(Substring($0)) }
        }
      },
    ].compactMap { $0 }
  }
}

extension DemandArguments {
  /// The lines of a text with the demands of the files beside it.
  ///
  /// - Parameter check: throws `TranslationError` for demands that contradict each other.
  /// - Throws: `CompanionError`, `FileError`, `LineError`.
  func requests(
    for lines: [String], check: (TranslationRequest) throws -> Void
  ) throws -> [TranslationRequest] {
    var requests = lines.map { TranslationRequest($0) }
    for companion in try companions() {
      for index in requests.indices {
        guard try companion.advance(&requests[index], line: index + 1, check: check) else { break }
      }
      try companion.checkCount(lines.count)
    }
    return requests
  }
}

/// A file with demands for each line of the input.
final class CompanionFile {
  /// The file as it was named.
  let path: String
  private let reader: LineReader
  private let apply: (inout TranslationRequest, String) -> Void

  /// - Throws: `FileError` when it cannot be opened.
  init(_ path: String, apply: @escaping (inout TranslationRequest, String) -> Void) throws {
    self.path = path
    self.apply = apply
    reader = try LineReader(path: path)
  }

  /// Adds the demands of the next line; returns false if there is none.
  func advance(_ request: inout TranslationRequest) throws -> Bool {
    guard let line = try reader.next() else { return false }
    apply(&request, line)
    return true
  }

  /// Adds the demands of the next line, and makes sure that a translation can meet them.
  ///
  /// - Parameters:
  ///   - line: the number of the line, from 1.
  ///   - check: throws `TranslationError` for demands that contradict each other.
  /// - Returns: whether there is a next line.
  /// - Throws: `CompanionError` that names file and line; `FileError`, `LineError`.
  func advance(
    _ request: inout TranslationRequest, line: Int, check: (TranslationRequest) throws -> Void
  ) throws -> Bool {
    guard try advance(&request) else { return false }
    do { try check(request) } catch let error as TranslationError {
      throw CompanionError("\(path), line \(grouped(line)): \(error.sentence)")
    }
    return true
  }

  /// Checks that the file has as many lines as the input, after all lines of the input were read.
  ///
  /// - Throws: `CompanionError` with both counts.
  func checkCount(_ inputCount: Int) throws {
    while try reader.next() != nil {}
    guard reader.lineCount != inputCount else { return }
    throw CompanionError(
      "\(path) has \(grouped(reader.lineCount)) line\(reader.lineCount == 1 ? "" : "s") but the "
        + "input has \(grouped(inputCount)); they must match line by line.")
  }
}

/// A file beside the input that does not fit it.
struct CompanionError: Sentence {
  let sentence: String
  let exitCode = SystemExitCode.data

  init(_ sentence: String) { self.sentence = sentence }
}
