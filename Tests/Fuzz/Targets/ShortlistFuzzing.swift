import S2SModels
import S2STensors

/// The input is the header of a shortlist file, a line feed, and the data.
enum ShortlistFuzzing {
  private static let inputFile = InputFile()
  private static let (sources, targets) = (3, 7)

  static func run(_ input: [UInt8]) throws {
    let header = input.prefix { $0 != 10 }
    let path = inputFile.holding(
      SafetensorsFuzzing.framed(header, data: input.dropFirst(header.count + 1)))
    let shape = ModelConfiguration(sourceVocabularySize: sources, targetVocabularySize: targets)
    let list = try Shortlist(path: path, for: shape)
    let tokens = list.tokens(for: [0, 2, 1, 2])
    claim(tokens == Set(tokens).sorted(), "each token once, in order")
    claim(tokens.allSatisfy { (0..<Int32(targets)).contains($0) }, "tokens that there are")
  }

  static func seeds() throws -> [[UInt8]] {
    let list = Shortlist(common: [2, 6], partners: [1, -1, 3, 4, -1, -1], width: 2)
    try list.write(to: inputFile.path)
    let file = try SafetensorsReader(path: inputFile.path)
    let header =
      Array(#"{"__metadata__":{"format":"s2s shortlist"},"#.utf8) + StoredFile.tensorMembers(file)
      + Array("}".utf8)
    return [header + [10] + (try StoredFile.data(file))]
  }
}
