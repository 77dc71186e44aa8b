/// Why the phrasebook could not be generated or divided.
public struct PhrasebookError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, to switch on.
  public enum Code: Equatable, Sendable {
    /// A number of pairs below one, or sizes of splits below zero.
    case invalidCount
    /// More pairs were asked for than the grammar can give.
    case grammarExhausted
  }

  /// What went wrong.
  public let code: Code
  /// One sentence for people: what is wrong and what to do.
  public let message: String

  /// The message.
  public var description: String { message }

  static func invalidCount(_ name: String, _ value: Int, minimum: Int) -> PhrasebookError {
    PhrasebookError(
      code: .invalidCount,
      message: "the phrasebook cannot make \(value) \(name); ask for at least \(minimum).")
  }

  static func exhausted(asked: Int, possible: Int) -> PhrasebookError {
    PhrasebookError(
      code: .grammarExhausted,
      message: "the phrasebook's grammar can give \(possible) distinct pairs, "
        + "not the \(asked) asked for; ask for at most \(possible).")
  }
}

extension PhrasebookError {
  static func nothingToTrain(pairs: Int, heldOut: (Int, Int)) -> PhrasebookError {
    PhrasebookError(
      code: .invalidCount,
      message: "\(pairs) pairs are too few to hold out \(heldOut.0) for validation and "
        + "\(heldOut.1) for the test; ask for more pairs or hold out fewer.")
  }
}
