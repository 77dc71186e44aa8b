import S2SCorpora
import S2SFiles
import S2STensors

/// Vectors of pictures, each with any number of captions.
struct CaptionedPictures {
  /// Where they come from.
  let files: CaptionFiles
  /// The vectors, of which `rows` are used.
  let features: FeatureRows
  /// The vectors' places.
  let rows: [Int]
  /// The captions of each of `rows`.
  let captions: [[String]]
  /// The pictures that have no caption, and are left out.
  let uncaptionedCount: Int

  /// The number of captions.
  var captionCount: Int { captions.reduce(0) { $0 + $1.count } }

  /// Reads and checks files.
  ///
  /// - Throws: `FeatureError`, `CaptionError`, and what reading lines throws.
  init(_ files: CaptionFiles) throws {
    let features = try FeatureRows(path: files.features)
    var captions = [[String]](repeating: [], count: features.count)
    for path in files.captions {
      let lines = try LineReader(path: path).readAll()
      if CaptionFiles.isTable(path) {
        try Self.readTable(lines, path, into: &captions)
        continue
      }
      guard lines.count == features.count else {
        throw lines.isEmpty
          ? CaptionError.empty(path: path)
          : CaptionError.unequalCount(
            path: path, lines: lines.count, features: files.features, rows: features.count)
      }
      for (row, line) in lines.enumerated() where !Self.isBlank(line) { captions[row].append(line) }
    }
    let used = captions.indices.filter { !captions[$0].isEmpty }
    guard !used.isEmpty else { throw CaptionError.empty(path: files.captions[0]) }
    (self.files, self.features, rows) = (files, features, used)
    self.captions = used.map { captions[$0] }
    uncaptionedCount = features.count - used.count
  }

  private init(_ all: CaptionedPictures, places: [Int]) {
    (files, features, uncaptionedCount) = (all.files, all.features, all.uncaptionedCount)
    rows = places.map { all.rows[$0] }
    captions = places.map { all.captions[$0] }
  }

  /// Some of the pictures, by their places among `rows`.
  func selecting(_ places: [Int]) -> CaptionedPictures {
    CaptionedPictures(self, places: places)
  }

  /// What there is for each vector, for the pictures with captions.
  func selected<Value>(_ values: [Value]) -> [Value] { rows.map { values[$0] } }

  /// The captions as streams of references: those of each picture, as far as it has them.
  var references: [[String?]] {
    (0..<(captions.map(\.count).max() ?? 0)).map { stream in
      captions.map { stream < $0.count ? $0[stream] : nil }
    }
  }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

  /// Lines of a row's number, a tab and a caption.
  private static func readTable(
    _ lines: [String], _ path: String, into captions: inout [[String]]
  ) throws {
    for (index, line) in lines.enumerated() where !isBlank(line) {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let row = Int(parts[0]) else {
        throw CaptionError.noRow(path: path, line: index + 1)
      }
      guard captions.indices.contains(row) else {
        throw CaptionError.rowOutOfRange(
          path: path, line: index + 1, row: row, rows: captions.count)
      }
      if !isBlank(String(parts[1])) { captions[row].append(String(parts[1])) }
    }
  }
}
