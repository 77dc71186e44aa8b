import S2SFiles

extension DebianCorpus {
  /// The card of a corpus.
  ///
  /// - Throws: `FileError`.
  func card(
    _ result: Result, _ englishWords: Int, _ sources: Set<DebianReader.Source>
  ) throws -> String {
    let kept = result.parts.reduce(0) { $0 + $1.counts.kept }
    return """
      # Software texts in \(languages.source) and \(languages.target), from Debian's packages

      \(grouped(result.trainingPairs)) pairs to learn from (`train`), \(grouped(result.validationPairs)) to watch training (`valid`), \
      \(grouped(result.testPairs)) to measure the result (`test`).
      People translated them for Debian and for the programs in it. They have \(grouped(englishWords)) English words,
      \(englishWords / max(1, kept)) to a pair: descriptions of programs, help and manuals. Many sentences are alike but for a name,
      so a score on the test set says little about other texts.

      No sentence of one part is in another, in either language and whatever its capitals and punctuation;
      \(grouped(result.sharingPairs)) pairs were left out for that.

      ## What was kept

      \(result.parts.map(Self.row).joined(separator: "\n"))

      ## Where it comes from

      SHA-256, version and name of each package and of each list of the index:

      \(try origins(sources).joined(separator: "\n"))

      \(licences)

      ## How it was made

          \(command)

      wrote these files from the downloads of `make corpora`; the same packages give the same files, byte for byte.
      `sha256sum --check SHA256SUMS` compares them.

      """
  }

  private var licences: String {
    """
    ## Licences

    \(parts.map { "- \($0.name): \($0.licence)." }.joined(separator: "\n"))

    Each package has its terms in `usr/share/doc/NAME/copyright`. To build this corpus for yourself is simple; before you pass it on, or a
    part of it, meet the terms of every package.
    """
  }

  private static func row(_ part: DebianPart, _ counts: DebianCounts) -> String {
    "- \(part.name): \(counts.summary)."
  }

  /// The command, but for its folders.
  private var command: String {
    let list = parts.map(\.rawValue).joined(separator: ",")
    return "s2s corpus debian --src \(languages.source) --tgt \(languages.target) --parts \(list) "
      + "--valid \(validationPairs) --test \(testPairs) --seed \(seed)"
  }

  private func origins(_ sources: Set<DebianReader.Source>) throws -> [String] {
    let packages = Set(
      sources.map { source in
        // Of a file in a package, the package.
        source.part == .descriptions
          ? source
          : DebianReader.Source(
            part: source.part, name: String(source.name.prefix { $0 != "/" }))
      })
    let archives = Dictionary(
      uniqueKeysWithValues: parts.map { part in
        (part, Directory.files(below: folder(of: part)).map(\.path).filter { !$0.contains("/") })
      })
    return try packages.sorted { ($0.part.rawValue, $0.name) < ($1.part.rawValue, $1.name) }
      .map { "    " + (try origin($0, archives[$0.part] ?? [])) }
  }

  /// A line for a package, or for a list of the index.
  private func origin(_ source: DebianReader.Source, _ archives: [String]) throws -> String {
    let folder = folder(of: source.part)
    if source.part == .descriptions {
      // The name begins with that of a server.
      let list = source.name.drop { $0 != "_" }.dropFirst()
      return "\(try SHA256.digest(ofFile: "\(folder)/\(source.name)"))  \(list)"
    }
    let archive = archives.first { $0.hasPrefix(source.name + "_") && $0.hasSuffix(".deb") }
    guard let archive else { return "unknown  unknown  \(source.name)" }
    let version = archive.split(separator: "_").dropFirst().first ?? "unknown"
    let digest = try SHA256.digest(ofFile: "\(folder)/\(archive)")
    return "\(digest)  \(version.replacing("%3a", with: ":"))  \(source.name)"
  }

  /// Where a part's files are: the lists of the index, or unpacked packages.
  func folder(of part: DebianPart) -> String {
    part == .descriptions ? "\(downloads)/lists" : "\(downloads)/\(part.rawValue)"
  }
}
