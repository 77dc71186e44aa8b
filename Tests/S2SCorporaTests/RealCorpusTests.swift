import S2SCorpora
import S2SFiles
import Testing

/// Corpora of others, where they lie beside the repository; counts as their notes give them.
@Suite struct RealCorpusTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/shared/data"
  }()
  private static let isThere: Bool = {
    let finder = CorpusFinder(source: "fr", target: "en")
    return (try? finder.find(.train, in: folder + "/multi30k")) != nil
  }()

  @Test(
    .enabled(if: isThere),
    arguments: [
      ("multi30k", CorpusFinder.Part.train, 29_000), ("multi30k", .valid, 1_014),
      ("multi30k", .test, 1_000), ("europarl-fr-en", .valid, 2_000),
      ("europarl-fr-en", .test, 2_000), ("tatoeba-fr-en", .valid, 2_000),
    ])
  func readsEveryPair(set: String, part: CorpusFinder.Part, count: Int) throws {
    let finder = CorpusFinder(source: "fr", target: "en")
    let files = try finder.find(part, in: "\(Self.folder)/\(set)")
    let corpus = try files?.read()
    #expect(corpus?.count == count)
    // English has fewer accents than French: the sides are not swapped.
    let accents = [corpus?.sources, corpus?.targets].map { side in
      (side ?? []).joined().utf8.count { $0 >= 0x80 }
    }
    #expect(accents[0] > 10 * accents[1])
  }
}
