/// A language as Debian's files and folders spell it: `pt_BR`, `pt-BR` and `pt-br` are one.
package struct DebianLanguage: Sendable, Equatable {
  /// The language that all texts were translated from.
  package static let english = DebianLanguage("en")

  /// In small letters, with hyphens: `pt-br`, as in the names of packages.
  package let code: String
  /// As in the names of locales: `pt_BR`.
  package let locale: String

  /// Reads a tag, such as `fr`, `pt_BR` or `pt-BR`.
  package init(_ tag: String) {
    code = Self.code(tag)
    let parts = code.split(separator: "-")
    locale = ([String(parts.first ?? "")] + parts.dropFirst().map { $0.uppercased() })
      .joined(separator: "_")
  }

  /// Whether a name of a folder, or a part of a name between dots, stands for it; for English that
  /// of the United States does, too.
  func isNamed(_ word: some StringProtocol) -> Bool {
    guard (2...11).contains(word.utf8.count) else { return false }
    let code = Self.code(word)
    return code == self.code || self == .english && code == "en-us"
  }

  private static func code(_ tag: some StringProtocol) -> String {
    tag.lowercased().replacing("_", with: "-")
  }
}
