import Foundation
import S2SPhrasebook
import Testing

/// The committed corpus, read from its files.
@Suite struct PhrasebookCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "corpora/phrasebook")

  private static func contents(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private static func lines(_ name: String) throws -> [String] {
    try contents(name).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  /// Lower-case words of letters, hyphens and apostrophes.
  private static func words(_ line: String) -> [Substring] {
    line.lowercased().split { " .,?!".contains($0) }
  }

  private static let splits = ["train", "valid", "test"]

  @Test func isReproducedByItsGrammar() throws {
    let splits = try Phrasebook.splits(pairs: 26_000, validation: 1000, test: 1000, seed: 1)
    #expect(splits.files.count == 6)
    for file in splits.files {
      #expect(try Self.contents(file.name) == file.contents, "\(file.name) is out of date")
    }
  }

  @Test func sidesAreAlignedAndLarge() throws {
    let sizes = try Self.splits.map { split in
      let french = try Self.lines("\(split).fr").count
      #expect(try Self.lines("\(split).en").count == french)
      return french
    }
    #expect(sizes == [24_000, 1000, 1000])
  }

  @Test(arguments: ["fr", "en"])
  func noSentenceComesTwice(language: String) throws {
    let all = try Self.splits.flatMap { try Self.lines("\($0).\(language)") }
    #expect(Set(all.map { $0.lowercased() }).count == all.count)
  }

  @Test(arguments: [("fr", 3000), ("en", 1400)])
  func wordsAreManyAndHeldOutOnesKnown(language: String, least: Int) throws {
    let learned = Set(try Self.lines("train.\(language)").flatMap(Self.words))
    #expect(learned.count >= least)
    for split in ["valid", "test"] {
      let words = Set(try Self.lines("\(split).\(language)").flatMap(Self.words))
      #expect(words.subtracting(learned) == [])
    }
  }

  @Test(arguments: ["fr", "en"])
  func linesAreClean(language: String) throws {
    for split in Self.splits {
      for line in try Self.lines("\(split).\(language)") {
        let clean =
          line.first != " " && line.last != " " && !line.contains("  ") && !line.contains("+")
          && !line.contains("$") && !line.contains("=")
          && line.last.map { ".?!".contains($0) } == true
          && (3...25).contains(line.split(separator: " ").count)
        #expect(clean, "\(line)")
        #expect(line.utf8.elementsEqual(line.precomposedStringWithCanonicalMapping.utf8), "\(line)")
      }
    }
  }

  private static let eliding: Set<String> = [
    "le", "la", "de", "je", "me", "te", "se", "ne", "que", "parce",
  ]
  private static let aspirate = ["onz", "hib", "héros", "harp", "hock", "haric", "hanch", "huit"]

  @Test func frenchElides() throws {
    for line in try Self.splits.flatMap({ try Self.lines("\($0).fr") }) {
      let words = line.lowercased().split(separator: " ")
      for (word, next) in zip(words, words.dropFirst())
      where Self.eliding.contains(String(word)) || word == "si" && next.hasPrefix("il") {
        let isVowel = next.first.map { "aàâeéèêiîoôuœh".contains($0) } ?? false
        let isAspirate = Self.aspirate.contains(where: next.hasPrefix)
        #expect(!isVowel || isAspirate, "\(line)")
      }
    }
  }

  /// `de le` and `à les` are right only where the pronoun of an infinitive follows.
  @Test func frenchContracts() throws {
    for line in try Self.splits.flatMap({ try Self.lines("\($0).fr") }) {
      let words = line.lowercased().split { " .,?!".contains($0) }
      for index in words.indices.dropLast(2)
      where ["de", "à"].contains(words[index]) && ["le", "les"].contains(words[index + 1]) {
        let isInfinitive = ["er", "ir", "re"].contains(where: words[index + 2].hasSuffix)
        #expect(isInfinitive, "\(line)")
      }
    }
  }

  @Test func frenchSpacesItsMarks() throws {
    for split in Self.splits {
      for line in try Self.lines("\(split).fr") where line.contains("?") || line.contains("!") {
        #expect(line.firstMatch(of: /[^ ][?!]/) == nil, "\(line)")
      }
    }
  }

  @Test func englishArticlesFitTheirWords() throws {
    let faults =
      /\b[Aa] (?!uni|use|eur|one)[aeiou]|\b[Aa]n (?!hour|honest)[^aeiouAEIOU]|\ba hour|\ba honest/
    for split in Self.splits {
      for line in try Self.lines("\(split).en") {
        #expect(line.firstMatch(of: faults) == nil, "\(line)")
      }
    }
  }
}
