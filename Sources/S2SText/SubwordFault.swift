/// What is wrong with a file of subwords that another program learned.
public enum SubwordFault: Error, Equatable, Sendable {
  /// A line, counted from 1, of a file of codes is not UTF-8.
  case notUTF8(line: Int)
  /// A line, counted from 1, of a file of codes is no pair of subwords.
  case noPair(line: Int)
  /// The first line of a file of codes names a version that is not 0.1 or 0.2.
  case otherVersion(String)
  /// A file of codes has no pair.
  case noPairs
  /// There are more pairs, or pieces, than a vocabulary may have tokens.
  case tooMany(limit: Int)
  /// A message of Protocol Buffers ends early or has an impossible field, at an offset in bytes.
  case malformed(offset: Int)
  /// A SentencePiece model has no pieces.
  case noPieces
  /// A piece, counted from 0, is empty or not UTF-8.
  case emptyPiece(Int)
  /// A piece, counted from 0, was there before.
  case repeatedPiece(Int)
  /// A piece, counted from 0, has a score that is no number, or a type that there is not.
  case impossiblePiece(Int)
  /// A model has no piece for what is unknown, or several.
  case noSingleUnknown
  /// A model has no piece for each byte though it spells in bytes, or has some though it does not.
  case otherBytes
  /// A model is of a kind that there is not.
  case otherKind(Int)
  /// The table of characters to normalise is damaged.
  case brokenCharacterMap
}
