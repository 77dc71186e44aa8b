import S2SFiles
import S2SText

extension SubwordFault {
  /// The rest of a sentence whose subject is the file.
  var words: String {
    switch self {
    case .notUTF8(let line): "is no text: line \(grouped(line)) is not UTF-8"
    case .noPair(let line):
      "holds something else than two subwords with a space between them in line \(grouped(line))"
    case .otherVersion(let version):
      "is of version \(quoted(version)) of subword-nmt's codes; there are 0.1 and 0.2"
    case .noPairs: "holds no pairs of subwords"
    case .tooMany(let limit): "holds more than \(grouped(limit)) entries"
    case .malformed(let offset):
      "is a damaged SentencePiece model: byte \(grouped(offset)) begins no field that ends in time"
    case .noPieces: "is a SentencePiece model without pieces"
    case .emptyPiece(let piece): "has an empty or unreadable piece (piece \(grouped(piece)))"
    case .repeatedPiece(let piece): "has a piece twice (piece \(grouped(piece)))"
    case .impossiblePiece(let piece):
      "has a piece with an impossible score or type (piece \(grouped(piece)))"
    case .noSingleUnknown: "does not have just one piece for what is unknown"
    case .otherBytes: "has not just one piece for each byte, or some though it spells none"
    case .otherKind(let kind):
      "is of kind \(kind); SentencePiece has 1 to 4: unigram, bpe, word and char"
    case .brokenCharacterMap: "has a damaged table of characters to normalise"
    }
  }
}
