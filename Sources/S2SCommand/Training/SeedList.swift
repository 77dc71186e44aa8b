import ArgumentParser

/// The seeds of several runs, as a user writes them: `1,2,3`.
struct SeedList: ExpressibleByArgument, CustomStringConvertible {
  /// The seeds, each once.
  let seeds: [UInt64]

  /// The most runs of one command.
  private static let limit = 1_000

  /// Reads whole numbers between commas.
  init?(argument text: String) {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let seeds = words.compactMap { word in
      word.allSatisfy { $0.isASCII && $0.isNumber } ? UInt64(word) : nil
    }
    guard seeds.count == words.count, seeds.count <= Self.limit, Set(seeds).count == seeds.count
    else { return nil }
    self.seeds = seeds
  }

  /// The list, to be read again.
  var description: String { seeds.map(String.init).joined(separator: ",") }

  /// Reads a list for the parser, which adds this problem to its sentence.
  static let kind: @Sendable (String) throws -> SeedList = { text in
    guard let list = SeedList(argument: text) else { throw NoSeeds() }
    return list
  }

  private struct NoSeeds: Error, CustomStringConvertible {
    let description =
      "it has to be different whole numbers between commas, such as 1,2,3, and at most \(limit)"
  }
}
