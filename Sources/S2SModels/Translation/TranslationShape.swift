import S2SLayers
import S2SOptions

/// The shape of an encoder-decoder with any vocabularies.
///
/// Properties of the network, such as `hiddenSize`, are this shape's as well.
@dynamicMemberLookup
public struct TranslationShape: Settings {
  /// The cells, layers and widths of encoder and decoder.
  public var network = RecurrentShape()
  /// The kind of the decoder's cells, where it is not that of the encoder's.
  public var decoderCell: CellKind?
  /// Whether the encoder reads in both directions.
  public var isBidirectional = false
  /// How the states of both directions become one.
  public var merge = DirectionMerge.concat
  /// Whether the encoder reads words spelled by their characters.
  public var isHierarchical = false
  /// Whether the source is read from its last token to its first.
  ///
  /// Reference: Sutskever et al. 2014, arXiv:1409.3215.
  public var reversesSource = true
  /// How the decoder attends to the encoder's states.
  public var attention = AttentionKind.off
  /// The decoder's layers whose states attend, where those above read what attention made; `nil` where
  /// the last one attends.
  ///
  /// Reference: Wu et al. 2016, arXiv:1609.08144, section 3.
  public var attendingLayers: Int?
  /// Whether the decoder's first layer reads the attentional vector of the step before.
  ///
  /// Reference: Luong et al. 2015, arXiv:1508.04025.
  public var feedsInput = false
  /// Whether additive attention has a coverage vector, the sum of its earlier weights.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368.
  public var hasCoverage = false
  /// Whether the output layer may copy tokens of the source, by attention.
  ///
  /// Reference: See et al. 2017, arXiv:1704.04368.
  public var copiesSource = false
  /// Where the decoder reads the context vector.
  public var contextUse = ContextUse.both
  /// How the encoder's states become the decoder's first; `nil` for `dense` where the encoder reads
  /// in both directions, else `copy`.
  public var bridge: BridgeKind?
  /// Whether the target embedding is the output layer's weight; where the widths differ a
  /// projection stands between them.
  ///
  /// Reference: Inan et al. 2016, arXiv:1611.01462.
  public var tiesEmbeddings = false

  /// The default shape.
  public init() {}

  /// A property of the network.
  public subscript<Value>(dynamicMember path: WritableKeyPath<RecurrentShape, Value>) -> Value {
    get { network[keyPath: path] }
    set { network[keyPath: path] = newValue }
  }

  /// Every option, with its range and meaning.
  public static let options =
    RecurrentShape.options.within(\Self.network)
    + OptionTable([
      .choice(
        "decoder-cell", \.decoderCell,
        "The decoder's recurrent cell, where it is not that of --cell"),
      .flag("bidirectional", \.isBidirectional, "Use a bidirectional encoder"),
      .choice("merge", \.merge, "Merge both directions by concat (side by side) or by sum"),
      .flag(
        "hierarchical", \.isHierarchical,
        "Read source words by their characters instead of subwords, so that no word is unknown"),
      .flag("reverse-source", \.reversesSource, "Read the source from its end to its start"),
      .choice("attention", \.attention, "The score of attention: none, dot, general or additive")
        .always,
      .count(
        "attend-after", \.attendingLayers, in: 1...15,
        "Attend after this number of decoder layers; those above read what attention made "
          + "(default: after the last)"),
      .flag(
        "input-feeding", \.feedsInput,
        "Give the decoder the attentional vector of the previous step"),
      .flag(
        "coverage", \.hasCoverage,
        "Give additive attention a coverage vector: the sum of its earlier weights"),
      .flag(
        "copy", \.copiesSource,
        "Let the output layer copy source tokens, by attention; needs a joint vocabulary"),
      .choice(
        "context", \.contextUse,
        "Give the decoder the context vector at the start, at all steps, or both"),
      .choice(
        "bridge", \.bridge,
        """
        Make the decoder's first state from the encoder's states by copy, dense or mean \
        (default: copy, or dense after a bidirectional encoder)
        """),
      .flag(
        "tie-embeddings", \.tiesEmbeddings,
        "Use the target embedding as the weight of the output layer"),
    ])
}

/// Where the decoder reads the context vector.
public enum ContextUse: String, Codable, Sendable, CaseIterable {
  /// As its first state alone.
  case start
  /// Beside every input, its first state being zero.
  case steps
  /// As its first state and beside every input.
  case both
}

/// How the encoder's states become the decoder's first.
public enum BridgeKind: String, Codable, Sendable, CaseIterable {
  /// The final states as they are, layer by layer.
  case copy
  /// The final states through a learned layer (Bahdanau et al. 2015, arXiv:1409.0473).
  case dense
  /// The mean of the states at all source positions through a learned layer (Sennrich et al.
  /// 2017, arXiv:1703.04357).
  case mean
}
