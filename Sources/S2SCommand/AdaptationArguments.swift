import ArgumentParser
import Seq2Seq

/// What a language model of a stream does beside reading, as options.
struct AdaptationArguments: ParsableArguments {
  @Option(
    help: "Add a continuous cache of this many states: what followed similar states is likelier",
    transform: ArgumentKind.count(1...1_000_000))
  var cache: Int?
  @Option(help: "The cache's sharpness (default: 0.3)", transform: ArgumentKind.number(0...1_000))
  var cacheTheta: Double?
  @Option(
    help: "The cache's part of the probability, below 1 (default: 0.1)",
    transform: ArgumentKind.number(0...1))
  var cacheLambda: Double?
  @Flag(help: "Learn from the text while it is read; the model's file stays as it is")
  var dynamic = false
  @Option(
    help: "The learning rate of --dynamic (default: 0.0002)",
    transform: ArgumentKind.number(0...1_000))
  var dynamicRate: Double?
  @Option(
    help: "How fast weights of --dynamic come back to the trained ones (default: 0.02)",
    transform: ArgumentKind.number(0...1))
  var dynamicDecay: Double?
  @Option(
    help: "The tokens that --dynamic learns from at once (default: 20)",
    transform: ArgumentKind.count(1...1_000))
  var dynamicSegment: Int?

  /// The adaptation that was asked for.
  ///
  /// - Parameter trainingText: a text to measure gradients on.
  func adaptation(trainingText: String? = nil) -> StreamAdaptation {
    var adaptation = StreamAdaptation()
    adaptation.cache = cache.map { StreamAdaptation.Cache(size: $0) }
    if let cacheTheta { adaptation.cache?.theta = cacheTheta }
    if let cacheLambda { adaptation.cache?.lambda = cacheLambda }
    guard dynamic else { return adaptation }
    var options = StreamAdaptation.Dynamic()
    options.rate = dynamicRate ?? options.rate
    options.decay = dynamicDecay ?? options.decay
    options.segment = dynamicSegment ?? options.segment
    options.trainingText = trainingText
    adaptation.dynamic = options
    return adaptation
  }
}
