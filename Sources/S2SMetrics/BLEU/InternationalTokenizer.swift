/// The tokeniser of mteval-v14 as sacreBLEU has it: three substitutions, one after the other.
///
/// What is punctuation, symbol or number is what Swift's version of Unicode says; sacreBLEU asks
/// the installed `regex` package. The two differ in characters that only one of them knows yet.
enum InternationalTokenizer {
  /// Rewrites a line so that white space separates its words.
  static func tokenize(_ line: inout [UInt8]) {
    var scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    // Most lines of some corpora, and most words, have nothing to separate.
    guard scalars.contains(where: { kind($0) == .punctuation || kind($0) == .symbol }) else {
      return
    }
    scalars = separateAfterNonNumber(scalars)
    scalars = separateBeforeNonNumber(scalars)
    line.removeAll(keepingCapacity: true)
    for scalar in scalars {
      let isSymbol = kind(scalar) == .symbol
      if isSymbol { line.append(0x20) }
      line.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if isSymbol { line.append(0x20) }
    }
  }

  private enum Kind { case number, punctuation, symbol, other }

  private static let ascii: [Kind] = (0..<128).map { kind(of: Unicode.Scalar(UInt8($0))) }

  /// Which of the Unicode categories N, P and S a scalar is in.
  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    scalar.value < 128 ? ascii[Int(scalar.value)] : kind(of: scalar)
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: .number
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      .punctuation
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: .symbol
    default: .other
    }
  }

  /// `(\P{N})(\p{P})` becomes `\1 \2 `; matches do not overlap.
  private static func separateAfterNonNumber(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(2 * line.count)
    var index = 0
    while index < line.count {
      result.append(line[index])
      if index + 1 < line.count && kind(line[index]) != .number
        && kind(line[index + 1]) == .punctuation
      {
        result.append(" ")
        result.append(line[index + 1])
        result.append(" ")
        index += 1
      }
      index += 1
    }
    return result
  }

  /// `(\p{P})(\P{N})` becomes ` \1 \2`.
  private static func separateBeforeNonNumber(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(2 * line.count)
    var index = 0
    while index < line.count {
      if index + 1 < line.count && kind(line[index]) == .punctuation
        && kind(line[index + 1]) != .number
      {
        result.append(" ")
        result.append(line[index])
        result.append(" ")
        index += 1
      }
      result.append(line[index])
      index += 1
    }
    return result
  }
}
