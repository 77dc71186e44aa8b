import S2SFiles

/// Descriptions of packages.
extension DebianReader {
  /// Reads the lists of the archive's index, `*_i18n_Translation-LANG`.
  func readDescriptions(_ files: [String]) throws {
    let part = DebianPart.descriptions
    // What an interrupted download left is in a folder of its own.
    let files = files.filter { !$0.contains("/") }
    var translations: [String: PackageDescription] = [:]
    try forEachDescription(files, language) { description in
      begin(part)
      if translations[description.key] == nil {
        translations[description.key] = description
      } else {
        lose(.repeated, of: part)
      }
    }
    if translations.isEmpty { return }
    try forEachDescription(files, .english) { english in
      guard let other = translations.removeValue(forKey: english.key) else { return }
      take(english, other)
    }
    lose(.noOriginal, of: part, translations.count)
  }

  private func forEachDescription(
    _ files: [String], _ language: DebianLanguage, _ body: (PackageDescription) throws -> Void
  ) throws {
    // In the names of its lists apt writes an underscore as %5f.
    let ending = "_i18n_translation-\(language.locale)".lowercased()
    for path in files where path.lowercased().replacing("%5f", with: "_").hasSuffix(ending) {
      var reader = DescriptionReader(path: "\(corpus.folder(of: .descriptions))/\(path)", language)
      try reader.forEach(body)
      use(path, of: .descriptions)
      lose(.unreadable, of: .descriptions, reader.incomplete)
      advance([path])
    }
  }

  private func take(_ english: PackageDescription, _ other: PackageDescription) {
    let part = DebianPart.descriptions
    take(english.summary, Self.spaced(other.summary), of: part)
    let originals = DescriptionBody.blocks(of: english.body)
    let translations = DescriptionBody.blocks(of: other.body)
    guard originals.map(\.kind) == translations.map(\.kind) else {
      leaveBlocks(translations.count, of: part)
      return lose(.structure, of: part)
    }
    for (one, two) in zip(originals, translations) {
      take(one.text, Self.spaced(two.text), of: part)
    }
  }

  /// A text with no-break spaces where French translators write dots (U+22C5) for them.
  private static func spaced(_ text: String) -> String {
    text.replacing("⋅", with: "\u{A0}").trimmed
  }
}

/// Documents in packages.
extension DebianReader {
  /// Reads pages of HTML: those of LibreOffice's help have names for their paragraphs.
  func readPages(of part: DebianPart, _ files: [String]) throws {
    try forEachDocument(of: part, files, where: { $0.hasSuffix(".html") }) { english, other in
      let pages = [english, other].map { HTMLBlocks.blocks(of: $0.joined(separator: "\n")) }
      if part == .office {
        takeNamed(pages[0], pages[1])
      } else {
        take(pages[0], pages[1], of: part)
      }
    }
  }

  /// Pairs paragraphs and headings by their names.
  private func takeNamed(_ english: [TextBlock], _ other: [TextBlock]) {
    var originals: [String: String] = [:]
    for block in english {
      if let id = block.id, originals[id] == nil { originals[id] = block.text }
    }
    for block in other where block.kind == "p" || block.kind.hasPrefix("h") {
      if let id = block.id, let original = originals.removeValue(forKey: id) {
        take(original, block.text, of: .office)
      } else {
        leaveBlocks(1, of: .office)
      }
    }
  }

  /// Reads manual pages.
  func readManuals(_ files: [String]) throws {
    try forEachDocument(of: .manuals, files, where: Self.isManual) { english, other in
      take(RoffBlocks.blocks(of: english), RoffBlocks.blocks(of: other), of: .manuals)
    }
  }

  /// Whether a file is a page, such as `usr/share/man/fr/man3/printf.3.gz`.
  private static func isManual(_ path: String) -> Bool {
    let folders = path.split(separator: "/").dropLast()
    guard folders.contains("man"), let section = folders.last, section.hasPrefix("man") else {
      return false
    }
    return section.dropFirst(3).first?.isNumber == true
  }

  private func forEachDocument(
    of part: DebianPart, _ files: [String], where isWanted: (String) -> Bool,
    _ body: (_ english: [String], _ other: [String]) -> Void
  ) throws {
    let found = TranslatedFiles(files, of: language, where: isWanted)
    for pair in found.pairs {
      begin(part)
      let paths = [pair.english, pair.other]
      let texts = try paths.map { try lines(of: "\(corpus.folder(of: part))/\($0)") }
      if let english = texts[0], let other = texts[1] {
        for path in paths { use(path, of: part) }
        body(english, other)
      } else {
        lose(.unreadable, of: part)
      }
      advance(paths)
    }
    for _ in 0..<found.withoutOriginal { begin(part) }
    lose(.noOriginal, of: part, found.withoutOriginal)
  }
}

/// Catalogues in packages.
extension DebianReader {
  /// Reads compiled catalogues, `LANG/LC_MESSAGES/NAME.mo`.
  func readCatalogues(of part: DebianPart, _ files: [String]) throws {
    for path in files where path.hasSuffix(".mo") && isOfLanguage(path) {
      begin(part)
      do {
        try readCatalogue("\(corpus.folder(of: part))/\(path)", of: part)
        use(path, of: part)
      } catch is CorpusError {
        lose(.unreadable, of: part)
      }
      advance([path])
    }
  }

  private func isOfLanguage(_ path: String) -> Bool {
    let folders = path.split(separator: "/").dropLast()
    return folders.last == "LC_MESSAGES" && folders.dropLast().last.map(language.isNamed) == true
  }

  private func readCatalogue(_ path: String, of part: DebianPart) throws {
    let languages = LanguagePair(source: "en", target: language.code)
    let reader = try CompiledCatalogueReader(path: path, languages: languages)
    while let pair = try reader.next() {
      let label = CatalogueLabel.plain(pair.source, pair.target)
      take(label.english, label.other, of: part)
    }
  }
}
