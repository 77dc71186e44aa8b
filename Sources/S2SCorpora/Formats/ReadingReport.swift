import S2SFiles

/// The pairs that a reader of a format with its own languages took and left out.
public struct ReadingReport: Sendable, Equatable {
  /// Why something is no pair.
  public enum Reason: String, CaseIterable, Sendable {
    /// A unit has no text in the source language.
    case noSource = "without the source language"
    /// A unit has no text in the target language.
    case noTarget = "without the target language"
    /// A unit has several texts in one of the languages; the first was taken.
    case furtherVariant = "further variants of a text"
    /// A unit has a character that XML forbids.
    case forbiddenCharacter = "with characters that XML forbids"
    /// A message waits for somebody to look at its translation.
    case fuzzy = "fuzzy"
    /// A message is no longer used.
    case obsolete = "obsolete"
    /// A message has no translation.
    case untranslated = "untranslated"
    /// A message depends on the machine that it is shown on.
    case systemDependent = "with parts that depend on the system"
    /// A row of a table has no cells.
    case blankRow = "blank"
    /// A row of a table has cells behind the last column.
    case furtherCells = "further cells"
  }

  /// The tags, or the part of a message, that were taken for the source language.
  var sourceTags = TagCounts()
  /// The tags or the part that were taken for the target language.
  var targetTags = TagCounts()
  /// The tags of other languages.
  var otherTags = TagCounts()
  /// What was found out about a table, in a few words.
  var note: String?
  /// The units that were left out.
  var tally = Tally<Reason>()
  /// The name of a place, in the singular.
  let place: String
  private let languages: LanguagePair

  /// Begins before the first pair.
  init(_ languages: LanguagePair, places place: String = "line") {
    self.languages = languages
    self.place = place
  }

  /// How often each reason occurred.
  public var counts: [Reason: Int] { tally.counts }

  /// The languages of the texts, each with its number of texts: `de (3) and fr (1)`; empty without
  /// any.
  package var languageList: String {
    [sourceTags, targetTags, otherTags].filter { !$0.isEmpty }.map(\.list)
      .joined(separator: " and ")
  }

  /// The units that were left out, with their places: `1 untranslated (line 13)`; `nil` when
  /// nothing was.
  package var leftOut: String? { tally.total == 0 ? nil : tally.list(places: place) }

  /// One line for people, such as `took en-US (900) and en (80) for en; left out 2 fuzzy (lines 5,
  /// 9)`; `nil` when nothing is worth saying.
  public var summary: String? {
    var parts = [note].compactMap(\.self)
    for (tags, language) in [(sourceTags, languages.source), (targetTags, languages.target)]
    where !tags.isEmpty && !tags.isOnly(language) {
      parts.append("took \(tags.list) for \(language)")
    }
    if let leftOut { parts.append("left out \(leftOut)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

/// How often languages occurred, in bounded memory.
struct TagCounts: Sendable, Equatable {
  private static let mostTags = 20
  private static let mostBytes = 64
  private var counts: [(tag: String, count: Int)] = []

  var isEmpty: Bool { counts.isEmpty }

  /// Whether there is one tag, this one.
  func isOnly(_ tag: String) -> Bool { counts.count == 1 && counts[0].tag == tag }

  mutating func note(_ tag: String) {
    let tag = tag.utf8.count > Self.mostBytes ? Self.start(of: tag) : tag
    // As bytes: to compare strings takes quadratic time for hostile ones.
    if let index = counts.firstIndex(where: { $0.tag.utf8.elementsEqual(tag.utf8) }) {
      counts[index].count += 1
    } else if counts.count < Self.mostTags {
      counts.append((tag, 1))
    }
  }

  private static func start(of tag: String) -> String {
    var text = ""
    for scalar in tag.unicodeScalars {
      guard text.utf8.count + UTF8.width(scalar) <= mostBytes else { break }
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  /// Such as `fr-FR (900) and fr (80)`, the most frequent first.
  var list: String {
    let sorted = counts.sorted { $0.count > $1.count }
    return sorted.map { "\(Self.shown($0.tag)) (\(grouped($0.count)))" }.joined(separator: " and ")
  }

  /// A tag is shown as it is when it looks like one.
  private static func shown(_ tag: String) -> String {
    let isPlain = tag.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "@"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isPlain ? tag : quoted(tag)
  }

  static func == (left: TagCounts, right: TagCounts) -> Bool {
    left.counts.elementsEqual(right.counts, by: ==)
  }
}
