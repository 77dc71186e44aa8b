import Glibc

/// A loader that gets arbitrary bytes: it must read or refuse them, and never trap or hang.
///
/// libFuzzer chooses the bytes for `make fuzz`; the ordinary tests take those that ever failed.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A safetensors file.
  case safetensors
  /// A stored tokenizer.
  case tokenizer
  /// A file of subwords that another program learned.
  case subwords
  /// The metadata of a model file.
  case model
  /// A shortlist.
  case shortlist
  /// The metadata of a stored run.
  case checkpoint
  /// A configuration file of training options.
  case options
  /// A training history.
  case history
  /// A text file, plain or gzip.
  case lines
  /// A corpus of tab-separated pairs, and one of two aligned files.
  case pairs
  /// A translation memory.
  case memory
  /// A gettext catalogue in text.
  case catalogue
  /// A compiled gettext catalogue.
  case compiled
  /// A page of HTML, a manual page, and a list of descriptions.
  case documents
  /// The key of a study with judges.
  case key
  /// What its judges said.
  case answers
  /// A text to be cut into words and subwords.
  case text

  /// Gives the loader an input.
  ///
  /// - Precondition: the loader keeps its promises.
  package func run(_ input: [UInt8]) {
    do {
      try load(input)
    } catch {
      checkMessage("\(error)")
    }
  }

  private func load(_ input: [UInt8]) throws {
    switch self {
    case .safetensors: try SafetensorsFuzzing.run(input)
    case .tokenizer: try TokenizerFuzzing.run(input)
    case .subwords: try SubwordsFuzzing.run(input)
    case .model: try ModelFuzzing.run(input)
    case .shortlist: try ShortlistFuzzing.run(input)
    case .checkpoint: try CheckpointFuzzing.run(input)
    case .options: try OptionsFuzzing.run(input)
    case .history: try HistoryFuzzing.run(input)
    case .lines: try LinesFuzzing.run(input)
    case .pairs: try PairsFuzzing.run(input)
    case .memory: try MemoryFuzzing.run(input)
    case .catalogue: try CatalogueFuzzing.run(input)
    case .compiled: try CompiledCatalogueFuzzing.run(input)
    case .documents: try DocumentsFuzzing.run(input)
    case .key: try KeyFuzzing.run(input)
    case .answers: try AnswersFuzzing.run(input)
    case .text: try TextFuzzing.run(input)
    }
  }

  /// Valid inputs to begin with.
  package func seeds() throws -> [[UInt8]] {
    switch self {
    case .safetensors: try SafetensorsFuzzing.seeds()
    case .tokenizer: try TokenizerFuzzing.seeds()
    case .subwords: SubwordsFuzzing.seeds()
    case .model: try ModelFuzzing.seeds()
    case .shortlist: try ShortlistFuzzing.seeds()
    case .checkpoint: try CheckpointFuzzing.seeds()
    case .options: OptionsFuzzing.seeds()
    case .history: HistoryFuzzing.seeds()
    case .lines: LinesFuzzing.seeds()
    case .pairs: PairsFuzzing.seeds()
    case .memory: MemoryFuzzing.seeds()
    case .catalogue: CatalogueFuzzing.seeds()
    case .compiled: CompiledCatalogueFuzzing.seeds()
    case .documents: DocumentsFuzzing.seeds()
    case .key: try KeyFuzzing.seeds()
    case .answers: AnswersFuzzing.seeds()
    case .text: TextFuzzing.seeds()
    }
  }
}

/// A message is short, and nothing in it makes a terminal do anything.
private func checkMessage(_ message: String) {
  claim(!message.isEmpty && message.utf8.count < 2_000, "a message is of readable length")
  claim(
    !message.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) },
    "a message has no control characters")
}

/// Ends the process where a promise is broken, so that the fuzzer keeps the input.
func claim(_ isTrue: Bool, _ promise: StaticString) {
  guard !isTrue else { return }
  // An optimised build leaves out the words of a precondition.
  let line = "broken: \(promise)\n"
  _ = write(STDERR_FILENO, line, line.utf8.count)
  abort()
}
