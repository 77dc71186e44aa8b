import S2SFiles

/// The pairs of a corpus, even with broken lines: errors at which `PairReader` stops are noted, and
/// reading goes on.
final class LenientPairReader {
  /// A pair as it was read; an unreadable side is empty.
  struct Pair {
    var source = ""
    var target = ""
    /// Where it stands: its line, or its number in a compiled catalogue; from 1.
    var place = 0
    var problems: ProblemSet = []
  }

  private enum Format {
    case aligned(LineReader, LineReader)
    case table(TableReader)
    case strict(PairReader)
  }

  private let format: Format
  /// The lines of source and target behind the last pair, where one side has more than the other.
  private(set) var surplus = (source: 0, target: 0)
  private var isAtEnd = false
  /// The pairs of the lines that were read last, in their opposite order.
  private var pending: [Pair] = []
  private var pairCount = 0

  /// Opens the files of a part of a corpus.
  ///
  /// - Throws: `FileError` when one cannot be opened.
  init(_ files: CorpusFiles) throws {
    if case .aligned(let source, let target) = files {
      format = .aligned(
        try LineReader(repeatedly: source, nul: .keep),
        try LineReader(repeatedly: target, nul: .keep))
    } else if case .table(let path, let languages, let order) = files {
      format = .table(
        try TableReader(path: path, languages: languages, order: order, nul: .keep))
    } else {
      format = .strict(try PairReader(files))
    }
  }

  /// The bytes read from the disk so far.
  var bytesRead: Int {
    switch format {
    case .aligned(let sources, let targets): sources.bytesRead + targets.bytesRead
    case .table(let reader): reader.bytesRead
    case .strict(let reader): reader.bytesRead
    }
  }

  /// The rest of the files besides the pairs so far; `nil` for files that hold nothing else.
  var report: ReadingReport? {
    switch format {
    case .aligned: nil
    case .table(let reader): reader.report
    case .strict(let reader): reader.report
    }
  }

  /// The next pairs, at most the given number; none after the last.
  ///
  /// - Throws: `FileError`; `LineError` for damaged gzip data and lines without an end;
  ///   `CorpusError` for formats that cannot be read further.
  func next(atMost count: Int) throws -> [Pair] {
    var pairs: [Pair] = []
    while pairs.count < count && !isAtEnd {
      if var pair = try next() {
        pairCount += 1
        if pair.place == 0 { pair.place = pairCount }
        pairs.append(pair)
      } else {
        isAtEnd = true
      }
    }
    return pairs
  }

  private func next() throws -> Pair? {
    switch format {
    case .aligned(let sources, let targets): return try next(sources, targets)
    case .table(let reader): return try next(reader)
    case .strict(let reader):
      return try reader.next().map {
        Pair(source: $0.source, target: $0.target, place: reader.place)
      }
    }
  }

  private func next(_ sources: LineReader, _ targets: LineReader) throws -> Pair? {
    if let pair = pending.popLast() { return pair }
    var pair = Pair()
    let source = try line(sources, &pair.problems), target = try line(targets, &pair.problems)
    guard let source, let target else {
      surplus = (
        try (source == nil ? 0 : 1) + rest(sources), try (target == nil ? 0 : 1) + rest(targets)
      )
      return nil
    }
    (pair.source, pair.target) = (source, target)
    pair.place = sources.lineCount
    guard let hidden = HiddenLines.pairs(source, target) else {
      pair.problems.insert(.hiddenRow)
      return pair
    }
    guard hidden.count > 1 else { return pair }
    pending = hidden.reversed().map {
      Pair(source: $0.source, target: $0.target, place: pair.place, problems: pair.problems)
    }
    return pending.popLast()
  }

  private func next(_ reader: TableReader) throws -> Pair? {
    var pair = Pair()
    do {
      switch try reader.next() {
      case nil: return nil
      case .pair(let source, let target)?: (pair.source, pair.target) = (source, target)
      case .fault(.noTab)?: pair.problems.insert(.noTab)
      case .fault(.hiddenRow)?: pair.problems.insert(.hiddenRow)
      case .fault?: pair.problems.insert(.malformedRow)
      }
    } catch LineError.invalidUTF8 {
      pair.problems.insert(.notUTF8)
    }
    pair.place = reader.line
    return pair
  }

  /// The next line, empty if it is not UTF-8; `nil` after the last.
  private func line(_ reader: LineReader, _ problems: inout ProblemSet) throws -> String? {
    do {
      return try reader.next()
    } catch LineError.invalidUTF8 {
      problems.insert(.notUTF8)
      return ""
    }
  }

  private func rest(_ reader: LineReader) throws -> Int {
    let start = reader.lineCount
    var problems: ProblemSet = []
    while try line(reader, &problems) != nil {}
    return reader.lineCount - start
  }
}
