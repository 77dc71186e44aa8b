import S2SCorpora
import S2SFiles
import S2SMetrics
import S2SModels
import Seq2Seq
import Synchronization
import TestSupport
import Testing

@Suite struct DistillerTests {
  private let folder = TemporaryDirectory()
  private var output: String { folder.file("distilled") }

  /// A model that has learned something, but not all.
  init() throws {
    let run = ShortRun(folder.path, model: folder.file("teacher"))
    run.writeCorpus()
    try run.train(.overwrite, steps: 60)
  }

  private func request(_ change: (inout DistillationRequest) -> Void = { _ in })
    -> DistillationRequest
  {
    var request = DistillationRequest(teachers: [folder.file("teacher")], directory: output)
    request.translation.threads = 1
    change(&request)
    return request
  }

  private func pairs(_ directory: String) throws -> ParallelCorpus {
    try ParallelCorpus(
      sourcePath: "\(directory)/train.fr", targetPath: "\(directory)/train.en")
  }

  /// The corpus of the teacher is found by itself, and every source keeps its place.
  @Test func everySourceHasATranslationOfTheTeacher() throws {
    let result = try Distiller(request { $0.choice = .best }).run()
    let (found, corpus) = (try pairs(output), try pairs(folder.path))
    #expect(result.pairCount == 27 && result.translated == 27)
    #expect(found.sources == corpus.sources)
    let translator = try Translator(path: folder.file("teacher"))
    #expect(try found.targets == translator.translate(corpus.sources).map(\.text))
    #expect(result.changed == zip(found.targets, corpus.targets).count { $0 != $1 })
    #expect(result.changed > 0)
  }

  /// The closest one is nowhere farther from the reference than the best one, and somewhere closer.
  @Test func theClosestIsCloserToTheReference() throws {
    _ = try Distiller(request { $0.choice = .best }).run()
    let best = try pairs(output)
    _ = try Distiller(request { $0.overwrites = true }).run()
    let (closest, corpus) = (try pairs(output), try pairs(folder.path))
    var bleu = SentenceBLEU()
    let gains = corpus.targets.indices.map {
      bleu.score(closest.targets[$0], reference: corpus.targets[$0])
        - bleu.score(best.targets[$0], reference: corpus.targets[$0])
    }
    #expect(gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 })
  }

  @Test func keepsThePairsBeside() throws {
    _ = try Distiller(request { $0.keepsPairs = true }).run()
    let (found, corpus) = (try pairs(output), try pairs(folder.path))
    #expect(found.count == 54)
    #expect(corpus.targets == stride(from: 0, to: 54, by: 2).map { found.targets[$0] })
    #expect(corpus.sources == stride(from: 1, to: 54, by: 2).map { found.sources[$0] })
  }

  /// Stopped after some pairs, it goes on with the next, and only with what it began with.
  @Test func goesOnWhereItWasStopped() throws {
    _ = try Distiller(request()).run()
    let expected = try pairs(output)
    let other = folder.file("other")
    func distiller(_ change: (inout DistillationRequest) -> Void) throws -> Distiller {
      var distiller = try Distiller(
        request {
          $0.directory = other
          change(&$0)
        })
      distiller.windowSize = 10
      return distiller
    }
    let flag = Flag()
    #expect(throws: CancellationError.self) {
      try distiller { _ in }.run(
        report: { if $0.done == 10 { flag.isUp.store(true, ordering: .relaxed) } },
        isCancelled: { flag.isUp.load(ordering: .relaxed) })
    }
    #expect(throws: ResumableFileError.underWay(path: "\(other)/train.fr")) {
      try distiller { _ in }.run()
    }
    #expect(throws: ResumableFileError.otherWork(path: "\(other)/train.fr")) {
      try distiller {
        $0.resumes = true
        $0.choice = .best
      }.run()
    }
    let result = try distiller { $0.resumes = true }.run()
    #expect(result.pairCount == 27 && result.translated == 17)
    #expect(try pairs(other) == expected)
    #expect(throws: CorpusError.exists("\(other)/train.fr")) { try distiller { _ in }.run() }
  }
}

/// What a test raises to stop a work.
private final class Flag: Sendable {
  let isUp = Atomic<Bool>(false)
}
