/// A text as one stream of tokens: those of each line, then the mark of its end.
///
/// It begins with such a mark, too, so that every token of the text is predicted from one before.
struct TokenStream: Sendable {
  /// The tokens; the first is the mark before the text.
  let tokens: [Int32]

  /// Takes lines of tokens without marks.
  init(_ lines: some Sequence<[Int32]>, end: Int32) {
    var tokens = [end]
    for line in lines {
      tokens += line
      tokens.append(end)
    }
    self.tokens = tokens
  }

  /// Takes tokens, the mark before the text among them.
  init(_ tokens: [Int32]) { self.tokens = tokens }

  /// The tokens that are predicted.
  var count: Int { tokens.count - 1 }

  /// Cuts the stream into equal parts, longer ones first: positions to read from.
  func lanes(_ wanted: Int) -> [Range<Int>] {
    let number = max(1, min(wanted, count))
    var start = 0
    return (0..<number).map { lane in
      let length = count / number + (lane < count % number ? 1 : 0)
      defer { start += length }
      return start..<start + length
    }
  }

  /// The tokens at some positions and the one after them.
  func part(_ positions: Range<Int>) -> ArraySlice<Int32> {
    tokens[positions.lowerBound...positions.upperBound]
  }
}

/// A window of several lanes of a stream, which are read at the same time.
struct StreamWindow: Sendable {
  let stream: TokenStream
  /// The number of the first lane.
  let firstLane: Int
  /// The positions of each lane, longer ones first, none of them empty.
  let parts: [Range<Int>]
  /// Whether the lanes begin here, with states of zero.
  let begins: Bool

  /// The numbers of its lanes.
  var lanes: Range<Int> { firstLane..<firstLane + parts.count }
  /// The tokens that are predicted.
  var count: Int { parts.reduce(0) { $0 + $1.count } }
  /// The tokens, each lane's with the one after them.
  var tokens: [ArraySlice<Int32>] { parts.map(stream.part) }

  /// Deals the lanes out to at most `count` windows.
  func dealt(to count: Int) -> [StreamWindow] {
    let number = min(count, parts.count)
    return (0..<number).map { index in
      let own = index * parts.count / number..<(index + 1) * parts.count / number
      return StreamWindow(
        stream: stream, firstLane: firstLane + own.lowerBound, parts: Array(parts[own]),
        begins: begins)
    }
  }

  /// The same in shorter windows, one after the other.
  ///
  /// - Parameter first: the length of the first one.
  func cut(to length: Int, first: Int? = nil) -> [StreamWindow] {
    let longest = parts.first?.count ?? 0
    var ends = Array(stride(from: first ?? length, to: longest, by: length))
    ends.append(longest)
    var start = 0
    return ends.map { end in
      defer { start = end }
      let own = parts.compactMap { part -> Range<Int>? in
        guard start < part.count else { return nil }
        return part.lowerBound + start..<min(part.lowerBound + end, part.upperBound)
      }
      return StreamWindow(
        stream: stream, firstLane: firstLane, parts: own, begins: begins && start == 0)
    }
  }
}
