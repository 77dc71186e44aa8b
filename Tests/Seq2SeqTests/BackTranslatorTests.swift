import S2SCorpora
import S2SFiles
import S2SSearch
import Seq2Seq
import Synchronization
import TestSupport
import Testing

@Suite struct BackTranslatorTests {
  private let folder = TemporaryDirectory()
  private var output: String { folder.file("back") }

  /// A model from French to English that has learned something: French is the language of the text.
  init() throws {
    let run = ShortRun(folder.path, model: folder.file("reverse"))
    run.writeCorpus()
    try run.train(.overwrite, steps: 60)
    folder.write(Self.lines.joined(separator: "\n") + "\n", to: "mono.fr")
  }

  private static let words = ["un", "deux", "trois"]
  /// 27 lines that differ, and others.
  private static let lines =
    (0..<27).map { "\(words[$0 % 3]) \(words[$0 / 3 % 3]) \(words[$0 / 9])" }
    + ["", "un un un", " ", String(repeating: "un ", count: 201), "deux"]

  /// A small window, and every translation that has a word.
  private func backTranslator(
    _ directory: String? = nil, change: (inout BackTranslationRequest) -> Void = { _ in }
  ) throws -> BackTranslator {
    var request = BackTranslationRequest(
      models: [folder.file("reverse")], texts: [folder.file("mono.fr")],
      directory: directory ?? output)
    request.translation.threads = 1
    request.filter.keepsRunaways = true
    request.filter.maximumRatio = 1_000
    change(&request)
    var translator = try BackTranslator(request)
    translator.windowSize = 10
    return translator
  }

  private func pairs(_ directory: String? = nil) throws -> ParallelCorpus {
    let directory = directory ?? output
    return try ParallelCorpus(
      sourcePath: "\(directory)/train.en", targetPath: "\(directory)/train.fr")
  }

  /// The lines whose translations have a word, and those translations.
  private func expected(_ lines: [String]) throws -> ParallelCorpus {
    let translations = try Translator(path: folder.file("reverse")).translate(lines)
    return ParallelCorpus(
      pairs: zip(translations, lines).map { ($0.text, $1) }.filter { !$0.0.isEmpty })
  }

  @Test func everyLineIsInTheCorpusOrCounted() throws {
    let result = try backTranslator().run()
    let wanted = try expected(Array(Self.lines.prefix(27)) + ["deux"])
    #expect(try pairs() == wanted)
    #expect(wanted.count > 20, "the model says nothing")
    #expect(result.lineCount == 32 && result.realCount == 0 && result.pairCount == wanted.count)
    #expect(result.leftOut.counts[.blank] == 2 && result.leftOut.counts[.repeated] == 1)
    #expect(result.leftOut.counts[.tooLong] == 1)
    #expect(result.leftOut.examples[.blank] == [28, 30])
    #expect(result.leftOut.total == 32 - wanted.count)
  }

  /// Wherever it was stopped, once or more, both files have the bytes of a work that was never stopped, and
  /// the report its counts; also where translations are drawn.
  @Test(arguments: [[0], [10], [20], [30], [0, 10, 20, 30]], [false, true])
  func goesOnByteForByte(stops: [Int], draws: Bool) throws {
    let change: (inout BackTranslationRequest) -> Void = { request in
      guard draws else { return }
      request.translation.search.sampling = SamplingOptions()
      request.translation.search.sampling?.seed = 7
      request.isTagged = true
    }
    let whole = try backTranslator(change: change).run()
    let other = folder.file("other")
    for (index, stop) in stops.enumerated() {
      let flag = Flag()
      #expect(throws: CancellationError.self) {
        try backTranslator(other) {
          change(&$0)
          $0.resumes = index > 0
        }.run(
          report: { if $0.done == stop { flag.isUp.store(true, ordering: .relaxed) } },
          isCancelled: { flag.isUp.load(ordering: .relaxed) })
      }
    }
    let rest = try backTranslator(other) {
      change(&$0)
      $0.resumes = true
    }.run()
    #expect(rest.leftOut == whole.leftOut && rest.lineCount == whole.lineCount)
    for name in ["train.en", "train.fr"] {
      let bytes = try #require(folder.bytes(of: "back/\(name)"))
      #expect(!bytes.isEmpty && folder.bytes(of: "other/\(name)") == bytes)
    }
  }

  /// What a line's samples are depends on its words and the seed, not on the lines around it.
  @Test func drawsDependOnTheLineAlone() throws {
    func sources(_ text: [String], seed: UInt64) throws -> [String] {
      folder.write(text.map { $0 + "\n" }.joined(), to: "mono.fr")
      _ = try backTranslator {
        $0.overwrites = true
        $0.translation.search.sampling = SamplingOptions()
        $0.translation.search.sampling?.seed = seed
        $0.isTagged = true
        $0.filter.maximumWords = 1_000
      }.run()
      return try pairs().sources
    }
    let lines = Array(Self.lines.prefix(27))
    let forwards = try sources(lines, seed: 1)
    #expect(try sources(lines.reversed(), seed: 1) == forwards.reversed())
    #expect(try sources(lines, seed: 2) != forwards)
  }

  @Test func realPairsStandBefore() throws {
    folder.write(Self.lines.joined(separator: "\n") + "\ndeux deux\n", to: "mono.fr")
    let other = folder.file("other")
    let change: (inout BackTranslationRequest) -> Void = { [folder] in
      $0.corpus.train = folder.file("train")
      $0.isTagged = true
    }
    let result = try backTranslator(change: change).run()
    let (found, real) = (
      try pairs(),
      try ParallelCorpus(sourcePath: folder.file("train.en"), targetPath: folder.file("train.fr"))
    )
    #expect(result.realCount == 27 && result.leftOut.counts[.repeated] == 28)
    #expect(Array(found.sources.prefix(27)) == real.sources)
    #expect(Array(found.targets.prefix(27)) == real.targets)
    let others = try expected(["deux", "deux deux"])
    #expect(Array(found.targets.dropFirst(27)) == others.targets && others.count > 0)
    #expect(found.sources.dropFirst(27).allSatisfy { $0.hasPrefix("\u{2021} ") })
    // Stopped among the real pairs.
    let flag = Flag()
    #expect(throws: CancellationError.self) {
      try backTranslator(other, change: change).run(
        report: { if $0.done == 20 { flag.isUp.store(true, ordering: .relaxed) } },
        isCancelled: { flag.isUp.load(ordering: .relaxed) })
    }
    let rest = try backTranslator(other) {
      change(&$0)
      $0.resumes = true
    }.run()
    #expect(rest.leftOut == result.leftOut && rest.realCount == 27)
    #expect(try pairs(other) == found)
  }

  @Test func improbableTranslationsAreLeftOutWhenAsked() throws {
    let lines = Array(Self.lines.prefix(27))
    folder.write(lines.map { $0 + "\n" }.joined(), to: "mono.fr")
    let translations = try Translator(path: folder.file("reverse")).translate(lines)
    let means = try translations.filter { !$0.text.isEmpty }.map { translation in
      let best = try #require(translation.alternatives.first)
      return best.logProbability / Double(best.tokens.count + translation.pieceCount)
    }
    let middle = means.sorted()[means.count / 2]
    let result = try backTranslator { $0.filter.minimumLogProbability = middle }.run()
    let improbable = means.count { $0 < middle }
    #expect(improbable > 0 && result.leftOut.counts[.improbable] == improbable)
  }

  /// A carriage return of a line would hide another line from the readers of the corpus.
  @Test func linesStayLines() throws {
    folder.write("un\rdeux trois\ndeux\n", to: "mono.fr")
    folder.write("trois deux", to: "more.fr")
    let result = try backTranslator { [folder] in $0.texts.append(folder.file("more.fr")) }.run()
    #expect(result.lineCount == 3)
    let wanted = try expected(["un\rdeux trois", "deux", "trois deux"])
    #expect(try pairs().targets == wanted.targets.map { $0.replacing("\r", with: " ") })
  }

  @Test func goesOnOnlyWithWhatItBeganWith() throws {
    let flag = Flag()
    #expect(throws: CancellationError.self) {
      try backTranslator().run(
        report: { if $0.done == 10 { flag.isUp.store(true, ordering: .relaxed) } },
        isCancelled: { flag.isUp.load(ordering: .relaxed) })
    }
    let first = "\(output)/train.en"
    #expect(throws: ResumableFileError.underWay(path: first)) { try backTranslator().run() }
    let changes: [(inout BackTranslationRequest) -> Void] = [
      { $0.isTagged = true }, { $0.filter.maximumWords = 3 },
      { $0.translation.search.beamSize = 2 },
      { $0.translation.search.sampling = SamplingOptions() },
      { [folder] in $0.corpus.train = folder.file("train") },
    ]
    for change in changes {
      #expect(throws: ResumableFileError.otherWork(path: first)) {
        try backTranslator {
          change(&$0)
          $0.resumes = true
        }.run()
      }
    }
    // These change no translation.
    _ = try backTranslator {
      $0.translation.threads = 2
      $0.translation.batchSentences = 3
      $0.resumes = true
    }.run()
    #expect(throws: CorpusError.exists(first)) { try backTranslator().run() }
  }

  @Test func whatItReadsStays() throws {
    let mono = folder.write("un deux\n", to: "train.fr")
    #expect(throws: CorpusError.replacesInput(mono)) {
      try backTranslator(folder.path) {
        $0.texts = [mono]
        $0.overwrites = true
      }.run()
    }
    #expect(folder.text(of: "train.fr") == "un deux\n")
  }

  @Test func badTextIsFoundBeforeAnythingIsWritten() throws {
    let path = folder.write(Array("un\n".utf8) + [0xE9, 0x0A], to: "mono.fr")
    #expect(throws: LineError.invalidUTF8(path: path, line: 2, byte: 1)) {
      try backTranslator().run()
    }
    folder.write("", to: "mono.fr")
    #expect(throws: CorpusError.noLines([path])) { try backTranslator().run() }
    #expect(folder.bytes(of: "back/train.en.progress") == nil)
    #expect(throws: FileError.self) { try backTranslator { $0.texts = ["/nowhere"] } }
  }

  /// A model of the other direction is named by mistake.
  @Test func textOfAnotherLanguageIsNoticed() throws {
    let english = "the cat is in the house and it was not on the table with the dog\n"
    folder.write(String(repeating: english, count: 50), to: "mono.fr")
    #expect(
      try backTranslator().warnings() == [.otherLanguage(side: "fr", looksLike: "en")])
    folder.write(Self.lines.joined(separator: "\n"), to: "mono.fr")
    #expect(try backTranslator().warnings() == [])
  }
}

/// What a test raises to stop a work.
private final class Flag: Sendable {
  let isUp = Atomic<Bool>(false)
}
