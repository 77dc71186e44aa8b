import S2SRandom

/// A corpus of examples that are drawn, divided into what is learned from and what is held out.
///
/// No question comes twice, neither in one part nor in two. The test examples are drawn first, then
/// those for validation: with the same seed they stay as they are, however many others are asked for.
public struct GeneratedCorpus: Sendable {
  /// The sizes of a corpus.
  public struct Size: Sendable, Equatable {
    /// Examples in all.
    public var examples: Int
    /// Examples among them for validation.
    public var validation: Int
    /// Examples among them for the test.
    public var test: Int

    /// A corpus of 20,000 examples to learn from, and 1,000 each for validation and test.
    public init(examples: Int = 22_000, validation: Int = 1_000, test: Int = 1_000) {
      self.examples = examples
      self.validation = validation
      self.test = test
    }
  }

  /// The most examples that can be asked for.
  public static let maximumExamples = 1_000_000

  /// The examples to learn from.
  public let train: [GeneratedExample]
  /// Held out to watch training.
  public let valid: [GeneratedExample]
  /// Held out to measure the result.
  public let test: [GeneratedExample]

  /// Draws a corpus; equal tasks, sizes and seeds give equal corpora, on every machine.
  ///
  /// - Throws: `GeneratedTaskError`: `nothingToTrain`, `tooFewExamples`.
  public init(_ task: some GeneratedTask, _ size: Size = Size(), seed: UInt64 = 1) throws {
    try Self.check(task, size)
    var generator = SeededGenerator(seed: seed)
    var seen: Set<String> = []
    func draw(_ count: Int) -> [GeneratedExample] {
      var drawn: [GeneratedExample] = []
      drawn.reserveCapacity(count)
      while drawn.count < count {
        let example = task.example(&generator)
        if seen.insert(example.question).inserted { drawn.append(example) }
      }
      return drawn
    }
    test = draw(size.test)
    valid = draw(size.validation)
    train = draw(size.examples - size.validation - size.test)
  }

  /// Finds out before any work whether a corpus of this size can be drawn.
  ///
  /// - Throws: `GeneratedTaskError`: `nothingToTrain`, `tooFewExamples`.
  public static func check(_ task: some GeneratedTask, _ size: Size) throws {
    guard size.validation >= 0, size.test >= 0, size.validation < size.examples,
      size.test < size.examples - size.validation
    else { throw GeneratedTaskError.nothingToTrain(size) }
    let most = min(task.distinctExamples, maximumExamples)
    guard size.examples <= most else {
      throw GeneratedTaskError.tooFewExamples(possible: most, asked: size.examples)
    }
  }

  /// The files of the corpus, a line an example: `train.input` and `train.output`, or `train.txt`
  /// where the examples are texts for a language model; a part without examples has none.
  ///
  /// - Parameter separator: what stands between the symbols of pairs; texts are written as they are.
  public func files(separator: String = " ") -> [(name: String, contents: String)] {
    [("train", train), ("valid", valid), ("test", test)].flatMap { part, examples in
      guard let first = examples.first else { return [(name: String, contents: String)]() }
      guard first.output != nil else {
        return [("\(part).txt", examples.map { $0.input + "\n" }.joined())]
      }
      return [
        ("\(part).input", Self.lines(examples.map(\.input), separator)),
        ("\(part).output", Self.lines(examples.compactMap(\.output), separator)),
      ]
    }
  }

  private static func lines(_ texts: [String], _ separator: String) -> String {
    texts.map { $0.map(String.init).joined(separator: separator) + "\n" }.joined()
  }
}
