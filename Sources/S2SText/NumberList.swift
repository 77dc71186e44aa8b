/// Numbers with ordinary spaces between them, which may look like one number: `100 200 300`.
///
/// Three digits behind a space are a group of the number before them (`1 234`, `250 000`), unless
///
/// - the first number has three digits and they are not `000`. In `100 000 200 000`, a group of zeros
///   ends a number;
/// - there are three numbers or more, all multiples of 5 and each greater than the one before it:
///   `50 100 150`, `20 500 650`;
/// - there are other spaces inside of the numbers, which group them.
enum NumberList {
  /// The numbers in a range of bytes that is one number as far as its digits and spaces go.
  static func numbers(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    let pieces = pieces(of: bytes, range)
    guard pieces.count > 1 else { return [range] }
    let digits = pieces.map { bytes[$0].prefix { (0x30...0x39).contains($0) } }
    if pieces.contains(where: { bytes[$0].contains { $0 >= 0x80 } }) || isSeries(digits) {
      return pieces
    }
    guard digits[0].count == 3 else { return [range] }
    let isZero = digits.map { $0.elementsEqual("000".utf8) }
    let zeros = isZero.reversed().prefix { $0 }.count
    // 100 250 000
    if zeros > 0 && !isZero.dropLast(zeros).contains(true) { return [range] }
    return joined(pieces, isGroup: isZero)
  }

  /// The parts between ordinary spaces.
  private static func pieces(of bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    bytes[range].split(separator: 0x20).map { $0.startIndex..<$0.endIndex }
  }

  /// The pieces, each with the groups behind it.
  private static func joined(_ pieces: [Range<Int>], isGroup: [Bool]) -> [Range<Int>] {
    var numbers: [Range<Int>] = []
    for (piece, isGroup) in zip(pieces, isGroup) {
      if isGroup, let last = numbers.popLast() {
        numbers.append(last.lowerBound..<piece.upperBound)
      } else {
        numbers.append(piece)
      }
    }
    return numbers
  }

  /// Whether numbers of up to three digits are those of a list.
  private static func isSeries(_ digits: [ArraySlice<UInt8>]) -> Bool {
    guard digits.count > 2 else { return false }
    let values = digits.map { $0.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    return values.allSatisfy { $0 % 5 == 0 } && zip(values, values.dropFirst()).allSatisfy(<)
  }
}
