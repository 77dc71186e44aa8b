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
      said, for a smaller model or a faster search to learn (Kim and Rush 2016).

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
  @Option(help: "The directory of the new corpus", transform: ArgumentKind.path)
  var output: String
  @Option(
    help: """
      The translation that a source goes with: the best one, or of the beam the one closest to the \
      reference
      """)
  var choose = DistillationRequest.Choice.closest
  @Flag(help: "Write the pairs of the corpus, too") var keepPairs = false
  @Option(help: "Beam size", transform: ArgumentKind.count(1...1_000)) var beam = 5
  @Option(
    help: "Worker threads (default: the processor's cores)",
    transform: ArgumentKind.count(1...1_024))
  var threads: Int?
  @Flag(help: "Go on with the distillation in that directory") var resume = false
  @Flag(help: "Replace the files in that directory") var overwrite = false

  func validate() throws {
    if resume && overwrite {
      throw ValidationError("--resume and --overwrite exclude each other; give one of them.")
    }
  }

  func run() throws {
    InterruptFlag.install()
    let teachers = try ModelChoice(paths: model, source: nil, target: nil).files()
    let distiller = try Distiller(request(teachers))
    let line = WorkProgress()
    defer { line.finish() }
    line.begin("translating")
    do {
      let result = try distiller.run(
        report: { line.show($0.done, "pair", share: Double($0.done) / Double(max(1, $0.total))) },
        isCancelled: { InterruptFlag.isRaised })
      line.finish()
      report(result)
    } catch is CancellationError {
      line.finish()
      say("Interrupted: the same command with --resume goes on.")
      throw ExitCode(InterruptFlag.exitCode)
    }
  }

  private func request(_ teachers: [String]) -> DistillationRequest {
    var request = DistillationRequest(teachers: teachers, directory: output)
    request.corpus = corpus.selection
    request.choice = choose
    request.keepsPairs = keepPairs
    request.translation.search.beamSize = beam
    request.translation.threads = threads
    (request.resumes, request.overwrites) = (resume, overwrite)
    return request
  }

  private func report(_ result: Distiller.Result) {
    let shares = grouped(result.changed) + " of \(grouped(result.translated))"
    say("Wrote \(grouped(result.pairCount)) pairs to \(result.paths.joined(separator: " and ")).")
    say("\(shares) translations differ from the reference.")
  }
}

extension DistillationRequest.Choice: ChoiceArgument {}
