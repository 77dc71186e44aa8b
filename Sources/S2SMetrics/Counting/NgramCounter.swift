/// Counts the n-grams of a hypothesis, and which of them references share.
struct NgramCounter {
  private let order: Int
  private var table = SequenceTable()
  /// How often each n-gram occurs, by number; all n-grams of an order are neighbours.
  private var hypothesisCounts: [Int32] = [0]
  private var referenceCounts: [Int32] = [0]
  /// The largest count that any reference has.
  private var bestCounts: [Int32] = [0]
  /// Where the numbers of each order begin, and where the last ends.
  private var starts: [Int]
  private var prefixes: [Int32] = []

  /// Counts n-grams of 1 to `order` symbols.
  init(order: Int) {
    self.order = order
    starts = [Int](repeating: 1, count: order + 1)
  }

  /// The n-grams, 0 for none, that a text of the given number of symbols has of one order.
  static func total(_ symbols: Int, order: Int) -> Int { max(0, symbols - order + 1) }

  /// Begins with another hypothesis, without references.
  mutating func setHypothesis(_ symbols: [UInt32]) {
    table.removeAll()
    hypothesisCounts.removeAll(keepingCapacity: true)
    hypothesisCounts.append(0)
    restart(symbols.count)
    for length in 1..<order + 1 {
      starts[length - 1] = hypothesisCounts.count
      for index in 0..<Self.total(symbols.count, order: length) {
        let number = table.insert(prefixes[index], symbols[index + length - 1])
        prefixes[index] = number
        if Int(number) == hypothesisCounts.count { hypothesisCounts.append(0) }
        hypothesisCounts[Int(number)] += 1
      }
    }
    starts[order] = hypothesisCounts.count
    Self.zero(&referenceCounts, hypothesisCounts.count)
    Self.zero(&bestCounts, hypothesisCounts.count)
  }

  /// Counts the n-grams of a reference that the hypothesis has too.
  mutating func setReference(_ symbols: [UInt32]) {
    Self.zero(&referenceCounts, hypothesisCounts.count)
    restart(symbols.count)
    for length in 1..<order + 1 {
      for index in 0..<Self.total(symbols.count, order: length)
      where prefixes[index] != SequenceTable.missing {
        let number = table.find(prefixes[index], symbols[index + length - 1])
        prefixes[index] = number
        if number != SequenceTable.missing { referenceCounts[Int(number)] += 1 }
      }
    }
    for index in bestCounts.indices {
      bestCounts[index] = max(bestCounts[index], referenceCounts[index])
    }
  }

  /// The n-grams of one order that the hypothesis shares with the last reference.
  func matches(order: Int) -> Int { matches(referenceCounts, order) }

  /// The n-grams of one order that the hypothesis shares with all references together.
  ///
  /// An n-gram counts as often as the reference has it that has it most often.
  func clippedMatches(order: Int) -> Int { matches(bestCounts, order) }

  private func matches(_ counts: [Int32], _ order: Int) -> Int {
    var sum = 0
    for number in starts[order - 1]..<starts[order] {
      sum += Int(min(hypothesisCounts[number], counts[number]))
    }
    return sum
  }

  private mutating func restart(_ count: Int) {
    prefixes.removeAll(keepingCapacity: true)
    prefixes.append(contentsOf: repeatElement(SequenceTable.empty, count: count))
  }

  private static func zero(_ counts: inout [Int32], _ count: Int) {
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(0, count: count))
  }
}
