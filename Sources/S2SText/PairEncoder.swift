/// Turns sentence pairs into tokens to train on, for one thread.
///
/// Text that stands on both sides, letter for letter, becomes a placeholder on both if the
/// pipelines have one for it; the rest is encoded as by `TextEncoder`.
package final class PairEncoder {
  private let source: TextEncoder
  private let target: TextEncoder
  private let placeholders: PlaceholderSet

  /// An encoder for the two sides; placeholders are used if both have the same.
  package init(source: TextPipeline, target: TextPipeline) {
    self.source = source.makeEncoder()
    self.target = target.makeEncoder()
    placeholders = source.placeholders == target.placeholders ? source.placeholders : .none
  }

  /// The tokens of both sides, without `bos` and `eos`.
  package func encode(
    _ sourceText: String, _ targetText: String
  ) -> (source: [TokenID], target: [TokenID]) {
    guard !placeholders.isEmpty else {
      return (source.encode(sourceText), target.encode(targetText))
    }
    let sourceText = CopyableText(sourceText, source.normalization)
    let targetText = CopyableText(targetText, target.normalization)
    let both = CopyableText.substitutes(source: sourceText, target: targetText, placeholders)
    return (
      source.encode(sourceText.bytes, replacing: both.source),
      target.encode(targetText.bytes, replacing: both.target)
    )
  }
}

extension PlaceholderSet {
  /// A pair with a space in place of every text of a placeholder; subwords are learned from the
  /// rest.
  package func remainder(_ source: String, _ target: String) -> (source: String, target: String) {
    let (source, target) = (CopyableText(source), CopyableText(target))
    let both = CopyableText.substitutes(source: source, target: target, self)
    return (source.without(both.source), target.without(both.target))
  }
}

extension CopyableText {
  fileprivate func without(_ substitutes: [Substitute]) -> String {
    var rest: [UInt8] = []
    var start = 1
    for substitute in substitutes {
      rest.append(contentsOf: bytes[start..<substitute.range.lowerBound])
      rest.append(0x20)
      start = substitute.range.upperBound
    }
    rest.append(contentsOf: bytes[start...])
    return String(decoding: rest, as: UTF8.self)
  }
}
