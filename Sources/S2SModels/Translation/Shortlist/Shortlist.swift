import S2SFiles
import S2STensors

/// The target tokens that may come up in the translation of a source: those that went with its
/// tokens in the corpus, and the most frequent ones.
///
/// The output layer is then computed for some hundreds of tokens instead of all. Tokens that are
/// not in a sentence's list have probability 0, so translations may differ from the exact ones.
///
/// Reference: Jean et al. 2015, arXiv:1412.2007; the lists are learned as in Brown et al. 1993,
/// aclanthology.org/J93-2003 (model 1).
package struct Shortlist: Sendable, Equatable {
  /// Tokens that every list has, in their order.
  package let common: [Int32]
  /// The tokens of each source token, `width` each; -1 where there are fewer.
  package let partners: [Int32]
  /// The places for each source token.
  package let width: Int

  /// Groups the parts.
  package init(common: [Int32], partners: [Int32], width: Int) {
    precondition(width >= 1 && partners.count % width == 0, "as many partners as places")
    self.common = common
    self.partners = partners
    self.width = width
  }

  /// The target tokens for a source sentence, each once, in their order.
  package func tokens(for source: [Int32]) -> [Int32] {
    var tokens = Set(common)
    for token in source {
      for partner in partners[Int(token) * width..<(Int(token) + 1) * width] where partner >= 0 {
        tokens.insert(partner)
      }
    }
    return tokens.sorted()
  }
}

extension Shortlist {
  private static let (commonName, partnersName) = ("shortlist.common", "shortlist.partners")

  /// Replaces the file at `path`.
  ///
  /// - Throws: `FileError`; the old file is then untouched.
  package func write(to path: String) throws {
    let tensors = [
      SafetensorsTensor(name: Self.commonName, type: .int32, shape: [common.count]),
      SafetensorsTensor(
        name: Self.partnersName, type: .int32, shape: [partners.count / width, width]),
    ]
    try SafetensorsWriter.write(to: path, tensors: tensors, metadata: ["format": "s2s shortlist"]) {
      try $0.write(Self.commonName, values: common)
      try $0.write(Self.partnersName, values: partners)
    }
  }

  /// Reads a file that `write` made, for a model of the shape given.
  ///
  /// - Throws: `FileError`, `SafetensorsError`, or `ModelError.notAShortlist`.
  package init(path: String, for configuration: ModelConfiguration) throws {
    let file = try SafetensorsReader(path: path)
    let common: [Int32] = try file.values(of: Self.commonName)
    let partners: [Int32] = try file.values(of: Self.partnersName)
    let shape = file[Self.partnersName]?.shape ?? []
    let tokens = 0..<Int32(configuration.targetVocabularySize)
    guard shape.count == 2, shape[0] == configuration.sourceVocabularySize, shape[1] >= 1,
      common.allSatisfy(tokens.contains), partners.allSatisfy({ $0 == -1 || tokens.contains($0) })
    else {
      throw ModelError.notAShortlist(path: path)
    }
    self.init(common: common, partners: partners, width: shape[1])
  }
}
