import S2SFiles

/// Reads the pairs of all parts, keeps those of prose, and counts the others.
final class DebianReader {
  /// A pair that is prose by itself.
  struct Candidate {
    let part: DebianPart
    let english: String
    let other: String
  }

  /// A package, or a file of the index, that texts were read from.
  struct Source: Hashable {
    let part: DebianPart
    /// The name of a package, or the path of a file.
    let name: String
  }

  /// Where the downloads are, and in which languages they are read.
  let corpus: DebianCorpus
  /// The language beside English.
  let language: DebianLanguage
  /// What became of the texts of each part.
  private(set) var counts: [DebianPart: DebianCounts] = [:]
  /// The packages and files with texts in both languages.
  private(set) var sources: Set<Source> = []

  private let sentences: SentencePairing
  private var filter: ProseFilter
  private var candidates: [Candidate] = []
  /// The sizes of the files of the part that is read.
  private var sizes: [String: Int] = [:]
  private var bytes = (read: 0, all: 0)
  private let progress: (_ pairs: Int, _ share: Double) -> Void

  /// Reads the downloads of a corpus.
  ///
  /// - Parameter progress: called with the number of pairs found, and the fraction of the bytes that
  ///   were read, from 0 to 1.
  init(
    _ corpus: DebianCorpus, progress: @escaping (_ pairs: Int, _ share: Double) -> Void
  ) {
    self.corpus = corpus
    language = corpus.language
    self.progress = progress
    sentences = SentencePairing(language)
    filter = ProseFilter(language)
  }

  /// Reads the parts, one after the other.
  ///
  /// - Returns: the pairs to keep, in the order of the parts.
  /// - Throws: `FileError` when reading fails.
  func read() throws -> [Candidate] {
    let files = corpus.parts.map { part in
      Directory.files(below: corpus.folder(of: part)).filter { Self.mayBeRead($0.path) }
    }
    bytes.all = files.joined().reduce(0) { $0 + $1.size }
    for (part, files) in zip(corpus.parts, files) {
      counts[part] = DebianCounts()
      let paths = files.map(\.path)
      sizes = Dictionary(files.map { ($0.path, $0.size) }, uniquingKeysWith: { $1 })
      switch part {
      case .descriptions: try readDescriptions(paths)
      case .office:
        try readPages(of: part, paths)
        try readCatalogues(of: part, paths)
      case .manuals: try readManuals(paths)
      case .books: try readPages(of: part, paths)
      case .programs: try readCatalogues(of: part, paths)
      }
    }
    return fitting()
  }

  /// Whether a file is of a format that is read here; of the index only the lists of descriptions are.
  private static func mayBeRead(_ path: String) -> Bool {
    path.contains("_i18n_Translation-") || path.contains("/man/") || path.hasSuffix(".html")
      || path.hasSuffix(".mo")
  }

  /// The candidates of usual lengths.
  private func fitting() -> [Candidate] {
    let lengths = candidates.map {
      (source: TextSize($0.english).characters, target: TextSize($0.other).characters)
    }
    let fit = LengthFit(lengths)
    return zip(candidates, lengths).compactMap { candidate, length in
      if fit.isUnlikely(length.source, length.target) {
        counts[candidate.part]?.leftOut[.lengths, default: 0] += 1
        return nil
      }
      counts[candidate.part]?.kept += 1
      return candidate
    }
  }
}

/// What the readers of the parts report.
extension DebianReader {
  /// Takes a pair of texts, or their sentences where both have as many.
  func take(_ english: String, _ other: String, of part: DebianPart) {
    for pair in sentences.pairs(english, other) {
      counts[part]?.found += 1
      if let fault = filter.fault(pair.english, pair.other) {
        counts[part]?.leftOut[fault, default: 0] += 1
      } else {
        candidates.append(Candidate(part: part, english: pair.english, other: pair.other))
      }
    }
  }

  /// Takes the blocks of a document that belong together.
  func take(_ english: [TextBlock], _ other: [TextBlock], of part: DebianPart) {
    let pairs = BlockAlignment.pairs(english, other)
    if pairs.isEmpty { lose(.structure, of: part) }
    counts[part]?.unmatchedBlocks += other.count - pairs.count
    for pair in pairs {
      let (original, translation) = (english[pair.english].text, other[pair.other].text)
      if original.isEmpty || translation.isEmpty {
        leaveBlocks(1, of: part)
      } else {
        take(original, translation, of: part)
      }
    }
  }

  /// Counts paragraphs of a translation without a counterpart.
  func leaveBlocks(_ count: Int, of part: DebianPart) { counts[part]?.unmatchedBlocks += count }

  /// Counts a text that is looked at.
  func begin(_ part: DebianPart) { counts[part]?.texts += 1 }

  /// Counts texts without pairs.
  func lose(_ loss: DebianCounts.Loss, of part: DebianPart, _ count: Int = 1) {
    counts[part]?.lose(loss, count)
  }

  /// Remembers where texts come from.
  func use(_ name: String, of part: DebianPart) {
    sources.insert(Source(part: part, name: name))
  }

  /// Says how far the work is.
  func advance(_ files: [String]) {
    for path in files { bytes.read += sizes[path] ?? 0 }
    let found = counts.values.reduce(0) { $0 + $1.found }
    progress(found, Double(bytes.read) / Double(max(1, bytes.all)))
  }

  /// The largest document that is read, in bytes without compression.
  private static let largestDocument = 1 << 24

  /// The lines of a document; `nil` where it is damaged, too large or not there.
  ///
  /// - Throws: `FileError` when reading fails.
  func lines(of path: String) throws -> [String]? {
    do {
      let reader = try LineReader(path: path, maximumLineBytes: Self.largestDocument)
      var lines: [String] = []
      var size = 0
      while let line = try reader.next() {
        size += line.utf8.count + 1
        if size > Self.largestDocument { return nil }
        lines.append(line)
      }
      return lines
    } catch is LineError {
      return nil
    } catch let error as FileError {
      guard case .missingInput = error else { throw error }
      return nil
    }
  }
}
