import S2SFiles

/// A package's description in one language.
package struct PackageDescription: Equatable {
  /// The sum of the English description, which that and its translations have in common.
  package var key: String
  /// The first line.
  package var summary: String
  /// The lines of the body.
  package var body: [String]
}

/// The stanzas of a file of descriptions, `Translation-LANG`.
package struct DescriptionReader {
  private let path: String
  private let field: String
  /// The stanzas without a sum or a description, as where the file is cut off, and damaged ones.
  package private(set) var incomplete = 0

  private var key: String?
  private var summary: String?
  private var body: [String] = []
  private var hasFields = false
  private var isDamaged = false

  /// The longest name or sum that is looked at, in bytes.
  private static let longestName = 64

  /// Reads a file of a language.
  package init(path: String, _ language: DebianLanguage) {
    self.path = path
    field = "description-\(language.locale.lowercased()):"
  }

  /// Calls `take` with each description; those with a line that is not UTF-8 are passed over.
  ///
  /// - Throws: `FileError`, `LineError`; what `take` throws.
  package mutating func forEach(_ take: (PackageDescription) throws -> Void) throws {
    let lines = try LineReader(path: path)
    while let line = try next(lines) {
      if line.isEmpty {
        try end(take)
      } else if line.utf8.first == 0x20 {
        if summary != nil { body.append(line) }
      } else {
        read(line)
      }
    }
    try end(take)
  }

  /// The next line, a space in the place of one that is damaged.
  private mutating func next(_ lines: LineReader) throws -> String? {
    do {
      return try lines.next()
    } catch LineError.invalidUTF8, LineError.nulByte {
      isDamaged = true
      hasFields = true
      return " "
    }
  }

  private mutating func read(_ line: String) {
    hasFields = true
    guard let colon = line.utf8.prefix(Self.longestName).firstIndex(of: UInt8(ascii: ":")) else {
      return
    }
    let value = String(line[line.utf8.index(after: colon)...]).trimmed
    switch line[...colon].lowercased() {
    case "description-md5:":
      key = value.isEmpty || value.utf8.count > Self.longestName ? nil : value
    case field: summary = value.onOneLine
    default: break
    }
  }

  private mutating func end(_ take: (PackageDescription) throws -> Void) throws {
    defer {
      (key, summary, body) = (nil, nil, [])
      (hasFields, isDamaged) = (false, false)
    }
    if let key, let summary, !isDamaged {
      try take(PackageDescription(key: key, summary: summary, body: body))
    } else if hasFields {
      incomplete += 1
    }
  }
}
