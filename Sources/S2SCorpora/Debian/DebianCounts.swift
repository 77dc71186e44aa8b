import S2SFiles

/// What became of the texts of a part.
public struct DebianCounts: Sendable, Equatable {
  /// Why a text gives no pairs.
  public enum Loss: String, CaseIterable, Sendable {
    /// The English text is not there, or is newer than the translation.
    case noOriginal = "without an English text"
    /// The same description as that of another package.
    case repeated = "repeated"
    /// The file cannot be read: it is cut off, damaged, too large or not in UTF-8.
    case unreadable = "unreadable"
    /// Both texts are built in different ways.
    case structure = "of another structure"
  }

  /// The translated texts that were looked at: descriptions, pages, catalogues.
  public internal(set) var texts = 0
  /// The texts without pairs.
  public internal(set) var losses: [Loss: Int] = [:]
  /// The paragraphs of a translation that have no counterpart.
  public internal(set) var unmatchedBlocks = 0
  /// The pairs that were found.
  public internal(set) var found = 0
  /// The pairs that were left out.
  public internal(set) var leftOut: [ProseFault: Int] = [:]
  /// The pairs that were kept.
  public internal(set) var kept = 0

  /// The parts of the sentence about pairs and texts that were left out, the most frequent first.
  var details: [String] {
    let texts = Loss.allCases.compactMap { loss in
      losses[loss].map { Self.counted($0, "text") + " " + loss.rawValue }
    }
    let blocks =
      unmatchedBlocks == 0 ? [] : [Self.counted(unmatchedBlocks, "paragraph") + " unmatched"]
    let pairs = leftOut.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\(grouped($0.value)) \($0.key.rawValue)" }
    return texts + blocks + pairs
  }

  /// One line for people.
  public var summary: String {
    let list = details.isEmpty ? "" : "; left out " + details.joined(separator: ", ")
    return "kept \(grouped(kept)) of \(Self.counted(found, "pair")) in "
      + Self.counted(texts, "text") + list
  }

  private static func counted(_ count: Int, _ unit: String) -> String {
    "\(grouped(count)) \(unit)\(count == 1 ? "" : "s")"
  }

  /// Counts a text without pairs.
  mutating func lose(_ loss: Loss, _ count: Int = 1) {
    if count > 0 { losses[loss, default: 0] += count }
  }
}
