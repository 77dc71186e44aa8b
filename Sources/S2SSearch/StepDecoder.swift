/// A model as search uses it: sources in, then one token at a time.
///
/// The rows of a state are hypotheses, and rows do not influence each other: the promise that a
/// translation does not depend on its batch rests on that.
public protocol StepDecoder {
  /// The state that changes while decoding; it belongs to one request.
  associatedtype State

  /// The number of target tokens, V; tokens 0, 1 and 2 are padding, start and end mark.
  var vocabularySize: Int { get }

  /// Encodes the sources, none of them empty: one row per sentence.
  func start(_ sources: [[Int32]]) -> State

  /// Reads `tokens[row]` in every row and writes the logits of the next token, `[rows, V]`, to
  /// the front of `logits`, which is large enough.
  ///
  /// The first step of a row reads the start mark.
  func step(_ tokens: [Int32], state: inout State, logits: inout [Float])

  /// Keeps rows: the new row i is the old row `rows[i]`, which may repeat or be left out. At
  /// least one is kept.
  func select(_ rows: [Int], of state: inout State)

  /// Whether it has attention, so that `addAttention` adds something.
  var hasAttention: Bool { get }

  /// Adds the attention weights of the last step, times a factor: that of position *s* of
  /// a row's source, in the order of the source, to `sums[row * width + s]`.
  func addAttention(of state: State, times weight: Float, width: Int, to sums: inout [Float])
}

extension StepDecoder {
  /// No attention unless a decoder says so.
  public var hasAttention: Bool { false }
  /// Nothing.
  public func addAttention(
    of state: State, times weight: Float, width: Int, to sums: inout [Float]
  ) {}
}
