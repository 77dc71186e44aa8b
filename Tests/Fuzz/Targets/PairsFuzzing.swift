import S2SCorpora

/// The input is a table of pairs, by tabs and by what a `.csv` has; cut in two at its first NUL, it is also two aligned files.
enum PairsFuzzing {
  private static let inputFile = [InputFile(), InputFile()]
  private static let values = InputFile(suffix: ".csv")

  static func run(_ input: [UInt8]) throws {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      let paths = zip(inputFile, parts).map { $0.holding(Array($1)) }
      if let corpus = try? ParallelCorpus(sourcePath: paths[0], targetPath: paths[1]) {
        check(corpus)
      }
    }
    readValues(values.holding(input))
    let path = inputFile[0].holding(input)
    let corpus = try ParallelCorpus(tsvPath: path)
    check(corpus)
    let swapped = try ParallelCorpus(tsvPath: path, targetFirst: true)
    claim(
      swapped.sources == corpus.targets || swapped == corpus,
      "the columns may stand in either order, unless a header row says in which")
  }

  private static func readValues(_ path: String) {
    let languages = LanguagePair(source: "fr", target: "en")
    guard let reader = try? PairReader(.table(path, languages)) else { return }
    var (place, count) = (0, 0)
    while (try? reader.next()) ?? nil != nil {
      claim(reader.place > place, "rows follow one another")
      (place, count) = (reader.place, count + 1)
    }
    if let corpus = try? CorpusFiles.table(path, languages).read() {
      claim(corpus.count == count, "a table has the same rows twice")
    }
  }

  private static func check(_ corpus: ParallelCorpus) {
    claim(corpus.sources.count == corpus.targets.count, "the sides are of equal length")
    claim(corpus.count > 0, "a corpus has pairs")
    let (cleaned, report) = CorpusCleaner().clean(corpus)
    claim(report.total == corpus.count && cleaned.count <= corpus.count, "cleaning only takes away")
  }

  static func seeds() -> [[UInt8]] {
    [
      Array("un chat\ta cat\tattribution\ndeux\ttwo\r\n\t\nun chat\ta cat".utf8),
      Array("id;en;fr\r\n1;\"one; \"\"1\"\"\";\"un\r\ndeux\"\r\n2;two;deux\r\n\r\n".utf8),
      Array("un\ndeux trois\n".utf8) + [0] + Array("one\ntwo three\n".utf8),
    ]
  }
}
