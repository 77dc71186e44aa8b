/// A part of Debian's archive that has texts in English and in other languages.
public enum DebianPart: String, CaseIterable, Sendable {
  /// The descriptions of all packages, from the archive's index.
  case descriptions = "A"
  /// The help of LibreOffice, and the words of its windows.
  case office = "B"
  /// Manual pages.
  case manuals = "C"
  /// Debian's own books.
  case books = "D"
  /// The catalogues of large programs.
  case programs = "E"

  /// The parts that are read by default; the others are large downloads.
  public static let usual: [DebianPart] = [.descriptions, .office, .manuals]

  /// What it is, for people.
  public var name: String {
    switch self {
    case .descriptions: "package descriptions"
    case .office: "LibreOffice"
    case .manuals: "manual pages"
    case .books: "Debian's books"
    case .programs: "programs"
    }
  }

  /// The terms of its texts.
  var licence: String {
    switch self {
    case .descriptions: "each description follows the terms of its package"
    case .office: "mostly MPL-2.0"
    case .manuals: "translations GPL-3+, English pages various free licences"
    case .books: "GPL-2+ and other free licences, as each book says"
    case .programs: "the licence of each program"
    }
  }
}
