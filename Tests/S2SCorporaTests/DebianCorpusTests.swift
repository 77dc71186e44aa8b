import Glibc
import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// A corpus of Debian's texts, from small downloads made by hand.
@Suite(.serialized) struct DebianCorpusTests {
  let folder = TemporaryDirectory(inMemory: true)
  let languages = LanguagePair(source: "fr", target: "en")

  private func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  private func write(_ bytes: [UInt8], to name: String) {
    var path = folder.path
    for part in ("downloads/" + name).split(separator: "/").dropLast() {
      path += "/" + part
      mkdir(path, 0o777)
    }
    folder.write(bytes, to: "downloads/" + name)
  }

  /// Descriptions of games that are all different.
  private func writeDescriptions(_ range: Range<Int>, untranslated: Int = 0) {
    let (french, english) = (["un", "deux", "trois", "cinq"], ["one", "two", "three", "five"])
    func stanza(_ number: Int, _ language: String, _ words: [String], _ frame: [String]) -> String {
      let digits = (0..<5).map { words[number >> (2 * $0) & 3] }.joined(separator: " ")
      return
        "Package: p\(number)\nDescription-md5: \(number)\nDescription-\(language): \(frame[0])\n"
        + " \(frame[1]) \(digits).\n .\n  * \(frame[2])\n\n"
    }
    write(
      range.map { stanza($0, "fr", french, ["jeu", "Les joueurs disent", "rapide"]) }.joined(),
      to: "lists/host_dists_x_i18n_Translation-fr")
    write(
      (range.lowerBound..<range.upperBound + untranslated).map { number in
        stanza(number, "en", english, ["a game", "The players say", "quick"])
      }.joined(),
      to: "lists/host_dists_x_i18n_Translation-en")
  }

  private func corpus(
    _ parts: [DebianPart] = [.descriptions], setAside: Int = 0
  ) throws -> DebianCorpus {
    var corpus = try DebianCorpus(
      downloads: folder.file("downloads"), languages, parts: parts)
    corpus.validationPairs = setAside
    corpus.testPairs = setAside
    return corpus
  }

  private var out: String { folder.file("out") }

  private func lines(_ name: String) -> [String] {
    (folder.text(of: "out/" + name) ?? "").split(separator: "\n").map(String.init)
  }

  @Test func readsDescriptions() throws {
    writeDescriptions(0..<3, untranslated: 1)
    write(
      "Description-md5: 0\nDescription-fr: encore\n\nDescription-md5: 77\nDescription-fr: seul\n\n"
        + "Description-md5: 3\nDescription-fr: autre\n une ligne\n\nPackage: cut\n",
      to: "lists/host_dists_y_i18n_Translation-fr")
    let result = try corpus().write(to: out)
    let counts = try #require(result.parts.first?.counts)
    #expect(result.trainingPairs == 3 && result.parts.count == 1)
    #expect(
      counts.summary
        == "kept 3 of 10 pairs in 6 texts; left out 1 text without an English text, 1 text repeated, "
        + "1 text unreadable, 1 text of another structure, 1 paragraph unmatched, 7 too short")
    #expect(lines("train.fr") == lines("train.fr").filter { $0.hasPrefix("Les joueurs disent ") })
    #expect(lines("train.en").first?.hasPrefix("The players say ") == true)
    let left = counts.leftOut.values.reduce(0, +)
    #expect(counts.found == counts.kept + left)
  }

  @Test func readsPagesManualsAndCatalogues() throws {
    let help = "usr/share/libreoffice/help"
    write(
      "<p id=\"a\">Press the key again.</p><p id=\"b\">old text</p>",
      to: "B/help-en/\(help)/en-US/text/a.html")
    write(
      "<p id=\"a\">Appuyez encore sur la touche.</p><p id=\"c\">autre</p>",
      to: "B/help-fr/\(help)/fr/text/a.html")
    write(
      CompiledCatalogueTests.Handmade([
        ("", "Language: fr\nContent-Type: text/plain; charset=UTF-8\n"),
        ("Save the _document again", "Enregistrer encore le _document"),
      ]).bytes, to: "B/l10n-fr/usr/lib/x/fr/LC_MESSAGES/a.mo")
    write([1, 2, 3], to: "B/l10n-fr/usr/lib/x/fr/LC_MESSAGES/b.mo")
    write("never", to: "B/l10n-fr/usr/lib/x/de/LC_MESSAGES/c.mo")
    write("not a page", to: "C/manpages/usr/share/doc/manpages/changelog")
    write(".SH NAME\nfive \\- count up to five\n", to: "C/manpages/usr/share/man/man1/five.1")
    write(
      ".SH NOM\nfive \\- compter jusqu'à cinq\n.SH TRADUCTION\nMoi.\n",
      to: "C/manpages-fr/usr/share/man/fr/man1/five.1")
    write([0xff, 0xfe], to: "C/manpages/usr/share/man/man1/six.1")
    let large = String(repeating: String(repeating: "a", count: 1 << 20) + "\n", count: 17)
    write(large, to: "C/manpages/usr/share/man/man1/large.1")
    write(".SH NOM\n", to: "C/manpages-fr/usr/share/man/fr/man1/large.1")
    write(".SH NOM\n", to: "C/manpages-fr/usr/share/man/fr/man1/six.1")
    write(".SH NOM\n", to: "C/manpages-fr/usr/share/man/fr/man1/seul.1")
    write("package", to: "C/manpages-fr_1%3a2-3_all.deb")
    let result = try corpus([.manuals, .office]).write(to: out)
    #expect(
      lines("train.fr") == [
        "Appuyez encore sur la touche.", "Enregistrer encore le document",
        "five - compter jusqu'à cinq",
      ])
    #expect(
      lines("train.en") == [
        "Press the key again.", "Save the document again", "five - count up to five",
      ])
    #expect(
      result.parts.map { "\($0.part.rawValue) \($0.counts.summary)" } == [
        "B kept 2 of 2 pairs in 3 texts; left out 1 text unreadable, 1 paragraph unmatched",
        "C kept 1 of 2 pairs in 4 texts; left out 1 text without an English text, 2 texts unreadable, "
          + "2 paragraphs unmatched, 1 too short",
      ])
    let card = try #require(folder.text(of: "out/README.md"))
    #expect(card.contains("  1:2-3  manpages-fr\n"))
    #expect(card.contains("    unknown  unknown  l10n-fr\n"))
    #expect(card.contains("GPL-3+") && card.contains("s2s corpus debian --src fr --tgt en"))
  }

  /// The same downloads give the same files, and no sentence is in two of them.
  @Test func splitsShareNoSentenceAndStayTheSame() throws {
    writeDescriptions(0..<300)
    var work = try corpus(setAside: 20)
    let result = try work.write(to: out)
    #expect(result.validationPairs == 20 && result.testPairs == 20)
    let names = ["train", "valid", "test"].flatMap { ["\($0).fr", "\($0).en"] }
    let contents = names.map(lines)
    #expect(contents[0].count == result.trainingPairs)
    #expect(contents[0].count + result.sharingPairs + 40 == 300)
    for (index, one) in contents.enumerated() {
      for other in contents[(index + 1)...] { #expect(Set(one).isDisjoint(with: other)) }
    }
    for line in lines("SHA256SUMS") {
      let parts = line.split(separator: " ")
      #expect(try SHA256.digest(ofFile: "\(out)/\(parts[1])") == parts[0])
    }
    #expect(lines("SHA256SUMS").count == 7)
    work.overwrites = true
    _ = try work.write(to: out)
    #expect(names.map(lines) == contents)
    work.seed = 2
    _ = try work.write(to: out)
    #expect(lines("test.fr") != contents[4])
    #expect(Set(names.flatMap(lines)).count == Set(contents.joined()).count)
  }

  /// English may be either side.
  @Test func eitherDirection() throws {
    writeDescriptions(0..<3)
    var work = try DebianCorpus(
      downloads: folder.file("downloads"), LanguagePair(source: "en", target: "fr"))
    (work.validationPairs, work.testPairs) = (0, 0)
    _ = try work.write(to: out)
    #expect(lines("train.en").first?.hasPrefix("The players") == true)
    #expect(folder.text(of: "out/valid.en") == nil)
  }

  @Test func filesOfBrazil() throws {
    write(
      "Description-md5: 1\nDescription-pt_BR: um⋅jogo para duas pessoas⋅\n",
      to: "lists/h_i18n_Translation-pt%5fBR")
    write(
      "Description-md5: 1\nDescription-en: a game for two people\n",
      to: "lists/h_i18n_Translation-en")
    var work = try DebianCorpus(
      downloads: folder.file("downloads"), LanguagePair(source: "pt-BR", target: "en"))
    (work.validationPairs, work.testPairs) = (0, 0)
    _ = try work.write(to: out)
    #expect(lines("train.pt-BR") == ["um\u{A0}jogo para duas pessoas"])
  }

  @Test func refusesWhatGivesNoCorpus() throws {
    #expect(throws: DebianError.notEnglish(LanguagePair(source: "fr", target: "de"))) {
      try DebianCorpus(downloads: "x", LanguagePair(source: "fr", target: "de"))
    }
    #expect(throws: DebianError.notEnglish(LanguagePair(source: "en", target: "en-US"))) {
      try DebianCorpus(downloads: "x", LanguagePair(source: "en", target: "en-US"))
    }
    #expect(throws: DebianError.noDownloads(folder.file("downloads"), [.descriptions])) {
      try corpus().write(to: out)
    }
    let lists = "lists/h_i18n_Translation-"
    write("Description-md5: x\nDescription-en: a game for two people\n", to: lists + "en")
    // Of an interrupted download.
    write(
      "Description-md5: x\nDescription-fr: un jeu pour deux\n",
      to: "lists/partial/h_i18n_Translation-fr")
    #expect(throws: DebianError.noDownloads(folder.file("downloads"), [.descriptions])) {
      try corpus().write(to: out)
    }
    writeDescriptions(0..<3)
    let few = DebianError.tooFewPairs(
      folder.file("downloads"), languages, usable: 3, setAside: 4)
    #expect(throws: few) { try corpus(setAside: 2).write(to: out) }
    #expect(folder.names == ["downloads"])
    mkdir(out, 0o777)
    folder.write("mine", to: "out/README.md")
    #expect(throws: CorpusError.exists("\(out)/README.md")) { try corpus().write(to: out) }
    #expect(folder.text(of: "out/README.md") == "mine")
  }
}
