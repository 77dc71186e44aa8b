import ArgumentParser
import Glibc
import S2SConsole
import S2SCorpora
import S2SFiles
import S2SReports
import Seq2Seq

/// `s2s plot`: curves of runs, and scores of systems by the length of sentences.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw curves of training runs, or BLEU of systems by sentence length",
    usage: """
      s2s plot <runs> ... [<options>]
      s2s plot --hyp <hyp> ... --ref <ref> ... [<options>]
      """,
    discussion: """
      Draws in the terminal, or writes a picture that stands alone. A run is a model's directory, of any \
      task, or its history.jsonl.

      Examples:
        s2s plot models/fr-en
        s2s plot models/a models/b --quantity loss,learning-rate --against time
        s2s plot models/fr-en --quantity all --output run.html
        s2s plot models/fr-en-seed1 models/fr-en-seed2 --join-seeds --output seeds.svg
        s2s plot models/fr-en --tensorboard runs
        s2s plot --hyp baseline.txt --hyp other.txt --ref reference.txt --output lengths.svg
      """)

  @Argument(help: "The directories of the models", transform: ArgumentKind.path)
  var runs: [String] = []
  @Option(
    help: """
      What to draw, comma-separated: loss, perplexity, learning-rate, gradient-norm, \
      tokens-per-second, a score such as bleu, or all (default: perplexity and the scores)
      """,
    transform: ArgumentKind.word)
  var quantity: String?
  @Option(help: "What to draw it against (default: steps)")
  var against: RunPlace?
  @Flag(
    help: "Draw runs that differ in their seed alone as one: their mean, and the range around it")
  var joinSeeds = false
  @Option(
    help: "Write the histories for TensorBoard, each in its own directory below this one",
    transform: ArgumentKind.path)
  var tensorboard: String?
  @OptionGroup(title: "Scores by length") var lengths: LengthArguments
  @OptionGroup var drawing: PictureArguments
  @Flag(help: "Print the points as one JSON object") var json = false

  func validate() throws {
    if runs.isEmpty && lengths.hyp.isEmpty {
      throw ValidationError(
        "there is nothing to draw; name the directory of a run, such as s2s plot models/fr-en.")
    }
    if !lengths.hyp.isEmpty {
      let others = [
        runs.isEmpty ? nil : runs[0], quantity.map { _ in "--quantity" },
        against.map { _ in "--against" }, joinSeeds ? "--join-seeds" : nil,
        tensorboard.map { _ in "--tensorboard" },
      ]
      if let other = others.compactMap(\.self).first {
        throw ValidationError(
          "--hyp draws scores by length, and \(other) is of runs; leave one out.")
      }
    }
  }

  func run() throws {
    try drawing.check(inputs: runs + lengths.paths)
    if !lengths.hyp.isEmpty { return try drawLengths() }
    var curves = RunCurves(try runs.map { try RunHistory($0) })
    curves.against = against ?? .steps
    curves.joinsSeeds = joinSeeds
    let quantities = try quantities(of: curves)
    let charts = try quantities.map { try curves.chart(of: $0) }
    if let tensorboard { try writeEvents(curves, to: tensorboard) }
    if json { try print(json: CurveFile(curves, quantities)) }
    try show(charts.map(\.picture), title: curves.title) { columns, unicode in
      charts.map { $0.text(columns: columns, unicode: unicode) }
    }
  }

  private func quantities(of curves: RunCurves) throws -> [RunQuantity] {
    guard let quantity else { return curves.mainQuantities }
    let names = ArgumentKind.parts(of: quantity)
    return names == ["all"] ? curves.quantities : names.map { RunQuantity($0) }
  }

  private func drawLengths() throws {
    guard let chart = try lengths.chart() else { throw MetricError.emptyCorpus }
    if json { try print(json: LengthFile(chart)) }
    try show([chart.chart.picture], title: chart.chart.title) { columns, unicode in
      [chart.chart.text(columns: columns, unicode: unicode)]
    }
  }

  private func print(json value: some Encodable) throws {
    let writer = OutputWriter()
    try writer.write(encodeJSON(value) + "\n")
    try writer.flush()
  }

  /// Writes pictures if a file is named; else draws in the terminal, or in plain letters in a pipe.
  private func show(
    _ pictures: [Picture], title: String, text: (_ columns: Int, _ unicode: Bool) -> [String]
  ) throws {
    if drawing.output != nil {
      try drawing.draw(pictures, title: title)
    } else if !json, tensorboard == nil {
      let columns = Terminal.columns(of: STDOUT_FILENO)
      let texts = text(columns ?? 80, columns != nil && Terminal.isUnicode)
      let writer = OutputWriter()
      try writer.show(texts.joined(separator: "\n"))
      try writer.flush()
    }
  }

  /// Writes the events of runs, each below the directory.
  private func writeEvents(_ curves: RunCurves, to directory: String) throws {
    let places = try curves.eventDirectories(in: directory)
    for place in places { try EventLog.check(place, overwrites: drawing.overwrite) }
    for (run, place) in zip(curves.runs, places) {
      if drawing.overwrite { try EventLog.removeAll(in: place) }
      _ = try EventLog(directory: place, history: run.records)
      say("The events of \(run.name) are in \(place).")
    }
  }
}

extension RunPlace: ChoiceArgument {}

/// The files of systems whose scores are drawn by length.
struct LengthArguments: ParsableArguments {
  @Option(
    help: "Translations of a system; repeat it to compare systems", transform: ArgumentKind.path)
  var hyp: [String] = []
  @Option(
    help: "References, line for line; repeat it for several", transform: ArgumentKind.path)
  var ref: [String] = []
  @Option(
    help: "The sources, whose lengths count in place of those of --ref",
    transform: ArgumentKind.path)
  var sources: String?
  @Option(help: "The language of --ref, such as zh", transform: ArgumentKind.language)
  var tgt: String?

  func validate() throws {
    if !hyp.isEmpty && ref.isEmpty {
      throw ValidationError("--hyp needs --ref FILE; name the references.")
    }
    if hyp.isEmpty && (!ref.isEmpty || sources != nil || tgt != nil) {
      throw ValidationError("--ref, --sources and --tgt need --hyp FILE; name the translations.")
    }
  }

  /// The files that are read.
  var paths: [String] { hyp + ref + [sources].compactMap(\.self) }

  /// BLEU of each system by length, as `s2s eval --by-length` has it.
  func chart() throws -> LengthChart? {
    var request = EvaluationRequest()
    request.metrics = try MetricSelection(names: "bleu")
    request.options = MetricOptions(language: tgt)
    let systems = try hyp.map { path in
      var files = EvaluationFiles(hypotheses: path, references: ref)
      files.sources = sources
      files.language = tgt
      return try files.evaluate(request)
    }
    let names = DistinctNames(systems.map(\.name)).names
    let parts = try zip(names, systems).compactMap { name, system in
      try system.texts?.byLength().map { LengthChart.System(name: name, breakdown: $0) }
    }
    return LengthChart(parts)
  }
}
