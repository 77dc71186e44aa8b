import ArgumentParser
import S2SSearch

/// How many translations there are of a line, and whether they are drawn, as options.
struct SamplingArguments: ParsableArguments {
  @Option(
    help: "Translations per line, best first; each takes an output line",
    transform: ArgumentKind.count(1...1_000))
  var nbest = 1
  @OptionGroup var draws: DrawArguments
  @Flag(help: "Draw no translation of a line twice") var distinct = false

  /// Refuses an option of a draw where nothing is drawn.
  func validate() throws {
    if distinct && !draws.sample { throw DrawArguments.needsSample("--distinct") }
  }

  /// Adds the draws to the options of a search.
  func add(to options: inout SearchOptions) {
    options.nbest = nbest
    options.sampling = draws.options
    options.sampling?.isDistinct = distinct
  }
}
