import S2SOptions

/// The seeds of several runs, as a user writes them: `1,2,3`.
struct SeedList: CustomStringConvertible {
  /// The seeds, each once.
  let seeds: [UInt64]

  /// The most runs of one command.
  private static let limit = 1_000

  /// Reads the seeds among the values of a run; `nil` where it has one seed.
  ///
  /// - Throws: `Fault` for anything but whole numbers between commas, each once.
  init?(in values: OptionValues) throws {
    guard case .text(let text)? = values["seeds"] else { return nil }
    let words = ArgumentKind.parts(of: text)
    seeds = words.compactMap { word in
      word.allSatisfy { $0.isASCII && $0.isNumber } ? UInt64(word) : nil
    }
    guard seeds.count == words.count, seeds.count <= Self.limit, Set(seeds).count == seeds.count
    else { throw Fault(text: text) }
  }

  /// The list, to be read again.
  var description: String { seeds.map(String.init).joined(separator: ",") }

  /// A text that is no list of seeds.
  struct Fault: Sentence {
    let text: String
    let exitCode = SystemExitCode.usage
    var sentence: String {
      "--seeds is \(text); it has to be different whole numbers between commas, such as 1,2,3, "
        + "and at most \(limit)."
    }
  }
}
