import S2SText

/// The languages of a corpus whose files say which text is in which.
public struct LanguagePair: Sendable, Equatable {
  /// The source language, as a BCP 47 range: `en` takes `en-US` too.
  public let source: String
  /// The target language, likewise.
  public let target: String

  /// Pairs two languages.
  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// The pair in the other direction.
  var swapped: LanguagePair { LanguagePair(source: target, target: source) }

  /// Whether both are written for the same language and region: `fr`, `FR` and `fra`.
  package var isOneTag: Bool { LanguageTag.canonical(source) == LanguageTag.canonical(target) }

  /// Whether one takes the other: `fr` and `fr-CA`, but not `fr-FR` and `fr-CA`.
  var isOneLanguage: Bool {
    let (source, target) = (LanguageTag.canonical(source), LanguageTag.canonical(target))
    return LanguageTag.isTaken(source, by: target) || LanguageTag.isTaken(target, by: source)
  }

  /// The side that texts of a language belong to, or `nil` for neither.
  ///
  /// Where both ranges take the tag, as `en` and `en-GB` take `en-GB`, the longer one has it.
  func side(of tag: String) -> Side? {
    switch (LanguageTag.isTaken(tag, by: source), LanguageTag.isTaken(tag, by: target)) {
    case (true, true): source.utf8.count > target.utf8.count ? .source : .target
    case (true, false): .source
    case (false, true): .target
    case (false, false): nil
    }
  }

  /// A side of a pair.
  enum Side {
    case source, target
  }
}

/// Tags of languages, as files and systems write them.
enum LanguageTag {
  /// Whether a range takes a tag, by the basic filtering of RFC 4647.
  ///
  /// Case does not matter, nor whether subtags are joined by `-` or by `_`. What follows `.` or
  /// `@`, as in the locale `fr_FR.UTF-8`, is no part of the tag.
  static func isTaken(_ tag: String, by range: String) -> Bool {
    let (tag, range) = (normalized(tag), normalized(range))
    guard !range.isEmpty, tag.starts(with: range) else { return false }
    return tag.count == range.count || tag[range.count] == UInt8(ascii: "-")
  }

  /// One form for the ways to write a tag: `fr-ca` for `fra_CA`.
  static func canonical(_ tag: String) -> String {
    let subtags = normalized(tag).split(separator: UInt8(ascii: "-")).dropFirst()
    return ([LanguageName.code(ofTag: tag)] + subtags.map { String(decoding: $0, as: UTF8.self) })
      .joined(separator: "-")
  }

  private static func normalized(_ tag: String) -> [UInt8] {
    tag.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "@") }.map { byte in
      switch byte {
      case UInt8(ascii: "_"): UInt8(ascii: "-")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }
}
