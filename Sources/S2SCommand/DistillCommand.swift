import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import Seq2Seq

/// `s2s distill`: a corpus of what teachers say, for a student to learn from.
struct DistillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "distill",
    abstract: "Write a corpus with the translations of models, for another model to learn from",
    discussion: """
      Several models translate as an ensemble. What they say is simpler and more alike than what people \
      said, for a smaller model or a faster search to learn (Kim and Rush 2016). The corpus is that of the first \
      model if none is named.

      Examples:
        s2s distill --model models/fr-en --output corpora/distilled
        s2s distill --model models/a --model models/b --output distilled
        s2s train --src fr --tgt en --train distilled/train --valid corpora/phrasebook/valid --model models/student
      """)

  @Option(
    help: "A teacher's directory or file; several translate as an ensemble",
    transform: ArgumentKind.path)
  var model: [String] = []
  @OptionGroup var corpus: TrainingPairsOptions
  @Option(
    help: """
      The translation that a source goes with: the best one, or of the beam the one closest to the \
      reference
      """)
  var choose = DistillationRequest.Choice.closest
  @Flag(help: "Write the pairs of the corpus, too") var keepPairs = false
  @Option(help: "Beam size", transform: ArgumentKind.count(1...1_000)) var beam = 5
  @OptionGroup var destination: SyntheticCorpusArguments

  func run() throws {
    InterruptFlag.install()
    let teachers = try ModelChoice(paths: model, source: nil, target: nil).files()
    let distiller = try Distiller(request(teachers))
    report(
      try destination.showing("pair") {
        try distiller.run(report: $0, isCancelled: { InterruptFlag.isRaised })
      })
  }

  private func request(_ teachers: [String]) -> DistillationRequest {
    var request = DistillationRequest(
      teachers: teachers, directory: destination.output)
    request.corpus = corpus.selection
    request.choice = choose
    request.keepsPairs = keepPairs
    request.translation.search.beamSize = beam
    request.translation.threads = destination.threads
    (request.resumes, request.overwrites) = (destination.resume, destination.overwrite)
    return request
  }

  private func report(_ result: Distiller.Result) {
    let shares = grouped(result.changed) + " of \(grouped(result.translated))"
    say("Wrote \(grouped(result.pairCount)) pairs to \(result.paths.joined(separator: " and ")).")
    say("\(shares) translations differ from the reference.")
  }
}

extension DistillationRequest.Choice: ChoiceArgument {}
