import S2SCorpora
import S2SFiles
import S2SModels

/// How far a synthetic corpus has come.
public struct SyntheticCorpusProgress: Sendable, Equatable {
  /// The inputs that are done: pairs, or lines of text.
  public let done: Int
  /// All inputs.
  public let total: Int
}

/// What every request for a synthetic corpus says.
protocol SyntheticCorpusRequest {
  var directory: String { get }
  var resumes: Bool { get }
  var overwrites: Bool { get }
}

/// Two files of pairs that models have a part in, written window by window.
///
/// A window stays whatever happens to the next: killed at any moment, the work goes on where it was, and
/// ends with the same bytes as one that was never stopped.
struct SyntheticCorpus {
  /// The files of both sides.
  let paths: [String]
  /// The inputs that become pairs together.
  var windowSize = 2_048
  private let directory: String
  private let mode: ResumableFiles.Mode

  /// The corpus `train.LANG` of two languages in the directory of a request.
  init(_ request: some SyntheticCorpusRequest, _ languages: LanguagePair) {
    directory = request.directory
    paths = [languages.source, languages.target].map { "\(request.directory)/train.\($0)" }
    mode = request.resumes ? .goOn : request.overwrites ? .beginAnew : .begin
  }

  /// Makes and writes all pairs.
  ///
  /// - Parameters:
  ///   - report: is called after each window.
  ///   - isCancelled: whether to stop; what is done so far stays.
  /// - Returns: the number of inputs.
  /// - Throws: `CorpusError`: `namedTwice`, `exists`, `replacesInput`, `changed`; `ModelError.inUse`;
  ///   `ResumableFileError`, `FileError`; what the maker throws; `CancellationError`.
  func write<Maker: PairMaker>(
    _ maker: inout Maker, report: (SyntheticCorpusProgress) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws -> Int {
    guard paths[0] != paths[1] else { throw CorpusError.namedTwice(paths[0]) }
    try Directory.check(directory)
    try OutputFiles(paths).checkFree(inputs: maker.files, overwrites: mode != .begin)
    let total = try maker.count(isCancelled: isCancelled)
    try Directory.create(directory)
    guard let lock = try DirectoryLock(directory) else {
      throw ModelError.inUse(directory: directory)
    }
    try withExtendedLifetime(lock) {
      let output = try ResumableFiles(paths, work: try maker.work(), mode: mode)
      guard output.done <= total else { throw ResumableFileError.otherWork(path: paths[0]) }
      maker.notes = output.notes
      try skip(output.done, of: &maker, isCancelled)
      report(SyntheticCorpusProgress(done: output.done, total: total))
      while output.done < total {
        let window = try window(of: &maker, atMost: total - output.done)
        let pairs = try maker.pairs(of: window, isCancelled: isCancelled)
        try output.append(
          Self.texts(pairs), done: output.done + window.count, notes: maker.notes)
        report(SyntheticCorpusProgress(done: output.done, total: total))
        guard !isCancelled() || output.done == total else { throw CancellationError() }
      }
      try output.finish()
    }
    return total
  }

  /// Goes by what is done already.
  private func skip<Maker: PairMaker>(
    _ count: Int, of maker: inout Maker, _ isCancelled: () -> Bool
  ) throws {
    for _ in 0..<count {
      guard !isCancelled() else { throw CancellationError() }
      _ = try maker.next()
    }
  }

  private func window<Maker: PairMaker>(
    of maker: inout Maker, atMost left: Int
  ) throws -> [Maker.Input] {
    var window: [Maker.Input] = []
    while window.count < min(windowSize, left), let input = try maker.next() {
      window.append(input)
    }
    guard !window.isEmpty else { throw CorpusError.changed(maker.files) }
    return window
  }

  /// The lines of both sides.
  private static func texts(_ pairs: [(source: String, target: String)]) -> [String] {
    var (sources, targets) = ("", "")
    for pair in pairs {
      sources += pair.source + "\n"
      targets += pair.target + "\n"
    }
    return [sources, targets]
  }
}
