/// Which words of a text make a vocabulary.
package struct WordLimit {
  /// The most words.
  package var size: Int
  /// How often a word occurs at least.
  package var minimumCount: Int
  /// Whether a word must not have the mark that its space is written as.
  var excludesMarks = false

  /// Groups the two.
  package init(size: Int, minimumCount: Int) {
    self.size = size
    self.minimumCount = minimumCount
  }

  /// Whether a word may be in the vocabulary, however often it occurs.
  fileprivate func takes(_ word: ArraySlice<UInt8>) -> Bool {
    if word.elementsEqual(WordVocabulary.unknownName.utf8) { return false }
    guard excludesMarks, word.contains(SpaceMark.bytes[0]) else { return true }
    return !word.indices.contains { word[$0...].starts(with: SpaceMark.bytes) }
  }
}

/// Counts the words of texts of one locale, or of several one after the other.
///
/// The text between two spaces is counted first and segmented once, even if it occurs often.
struct WordCounter {
  /// The words, each with the space before it if it has one.
  private(set) var words = ByteTable()
  /// How often each word occurs.
  private(set) var counts: [Int] = []

  /// Counts nothing yet.
  init() {}

  /// The sums of several counts.
  init(adding counters: [WordCounter]) {
    for counter in counters {
      for number in 0..<counter.words.count {
        count(counter.words.keys, counter.words.range(of: number), times: counter.counts[number])
      }
    }
  }

  private mutating func count(_ bytes: [UInt8], _ range: Range<Int>, times: Int) {
    let number = words.insert(bytes, range)
    if number == counts.count { counts.append(0) }
    counts[number] += times
  }

  /// Counts the words of `texts`.
  ///
  /// - Throws: `TextError.noUnicodeData`.
  mutating func add(_ texts: some Sequence<String>, locale: String) throws {
    let segmenter = Segmenter(locale: locale)
    guard segmenter.isAvailable else { throw TextError.noUnicodeData(locale: locale) }
    var parts = ByteTable()
    var partCounts: [Int] = []
    var bytes: [UInt8] = []
    for text in texts {
      bytes.removeAll(keepingCapacity: true)
      Normalizer.append(text, to: &bytes)
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
        if end - start > TextEncoder.maximumCachedBytes {
          addPart(bytes, start..<end, count: 1, segmenter)
        } else if end > start {
          let number = parts.insert(bytes, start..<end)
          if number == partCounts.count { partCounts.append(0) }
          partCounts[number] += 1
        }
        start = end + 1
      }
    }
    for number in 0..<parts.count {
      addPart(parts.keys, parts.range(of: number), count: partCounts[number], segmenter)
    }
  }

  /// Counts what stands between the spaces of `texts`.
  mutating func addSpaced(_ texts: some Sequence<String>) {
    for text in texts {
      let bytes = Array(text.utf8)
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
        if end > start { count(bytes, start..<end, times: 1) }
        start = end + 1
      }
    }
  }

  /// The words that make a vocabulary, the most frequent first, equally frequent ones in the order of
  /// their bytes.
  func words(_ limit: WordLimit) -> [ArraySlice<UInt8>] {
    var found: [(count: Int, word: ArraySlice<UInt8>)] = []
    for number in 0..<words.count where counts[number] >= limit.minimumCount {
      let word = words.keys[words.range(of: number)]
      if limit.takes(word) { found.append((counts[number], word)) }
    }
    found.sort { a, b in
      a.count != b.count ? a.count > b.count : a.word.lexicographicallyPrecedes(b.word)
    }
    return found.prefix(limit.size).map(\.word)
  }

  private var ends: [Int] = []
  private var word: [UInt8] = []

  /// Counts the words of a part, the first of which follows a space.
  private mutating func addPart(
    _ bytes: [UInt8], _ range: Range<Int>, count: Int, _ segmenter: Segmenter
  ) {
    ends.removeAll(keepingCapacity: true)
    segmenter.appendWordEnds(of: bytes, in: range, to: &ends)
    var start = range.lowerBound
    for end in ends {
      word.removeAll(keepingCapacity: true)
      if start == range.lowerBound { word.append(0x20) }
      word.append(contentsOf: bytes[start..<end])
      self.count(word, word.indices, times: count)
      start = end
    }
  }
}
