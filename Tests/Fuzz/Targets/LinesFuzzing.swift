import S2SFiles

/// The input is a text file; a plain one has to come out as it went in, line by line.
enum LinesFuzzing {
  private static let inputFile = InputFile()
  private static let maximumLineBytes = 100

  static func run(_ input: [UInt8]) throws {
    let path = inputFile.holding(input)
    let isPlain = !input.starts(with: [0x1F, 0x8B])
    var lines: [[UInt8]?] = []
    let reader = try LineReader(path: path, nul: .keep, maximumLineBytes: maximumLineBytes)
    while true {
      do {
        guard let line = try reader.next() else { break }
        claim(line.utf8.count <= maximumLineBytes, "a line is at most as long as allowed")
        lines.append(Array(line.utf8))
      } catch LineError.invalidUTF8(_, let line, _) {
        claim(line == lines.count + 1, "an error names its line")
        lines.append(nil)
      }
    }
    claim(!isPlain || lines == plain(input), "lines are those of the file")
    _ = try LineReader(path: path).readAll()
    claim(try SHA256.digest(ofFile: path).utf8.count == 64, "a digest has 64 digits")
  }

  /// The lines by the plainest means; `nil` for those that are not UTF-8.
  private static func plain(_ input: [UInt8]) -> [[UInt8]?] {
    let rest = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input.dropFirst(3) : input[...]
    let end: UInt8 = rest.contains(10) ? 10 : 13
    var pieces = rest.split(separator: end, omittingEmptySubsequences: false)
    if pieces.last?.isEmpty == true { pieces.removeLast() }
    let lines = pieces.map { $0.last == 13 ? $0.dropLast() : $0 }
    return lines.map { String(validating: $0, as: UTF8.self) == nil ? nil : Array($0) }
  }

  static func seeds() -> [[UInt8]] {
    [
      Array("\u{FEFF}un\r\ndeux \u{2028} trois\n\n\u{1F600}".utf8) + [0, 10, 0xFF, 0xC3, 10],
      Array("un\rdeux\r\rtrois".utf8),
      // "a\nb\n" as gzip, twice.
      twice([
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xE4, 0x4A, 0xE2, 2, 0, 0x4B, 0x6C, 0x07, 0x40, 4,
        0, 0, 0,
      ]),
    ]
  }

  private static func twice(_ bytes: [UInt8]) -> [UInt8] { bytes + bytes }
}
