import S2SLayers
import S2SRandom
import Testing

@Suite struct PackedLayoutTests {
  /// Fifty batches of up to nine sequences of up to twelve steps.
  static let random: [[Int]] = {
    var generator = SeededGenerator(seed: 1)
    return (0..<50).map { _ in
      (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        Int.random(in: 1...12, using: &generator)
      }
    }
  }()

  @Test func liesAsItsDocumentationDraws() {
    let layout = PackedLayout(lengths: [1, 3, 2])
    #expect(layout.order == [1, 2, 0])
    #expect(layout.positions == [2, 0, 1])
    #expect(layout.lengths == [3, 2, 1])
    #expect(layout.activeCounts == [3, 2, 1])
    #expect(layout.offsets == [0, 3, 5, 6])
    #expect(layout.batchSize == 3 && layout.stepCount == 3 && layout.rowCount == 6)
    #expect((0..<3).map(layout.rows(at:)) == [0..<3, 3..<5, 5..<6])
    #expect((0..<3).map(layout.lastRow(of:)) == [5, 4, 2])
  }

  /// The mask: the rows are the real steps of all sequences, each once, and nothing else.
  @Test(arguments: random) func everyRowIsOneRealStep(_ lengths: [Int]) {
    let layout = PackedLayout(lengths: lengths)
    #expect(layout.rowCount == lengths.reduce(0, +))
    #expect(layout.stepCount == lengths.max())
    var steps = [Int](repeating: 0, count: lengths.count)
    var next = 0
    for step in 0..<layout.stepCount {
      #expect(layout.rows(at: step).lowerBound == next)
      next = layout.rows(at: step).upperBound
      for row in 0..<layout.activeCounts[step] {
        #expect(steps[layout.order[row]] == step)
        steps[layout.order[row]] += 1
      }
    }
    #expect(steps == lengths)
    #expect(next == layout.rowCount)
  }

  @Test(arguments: random) func sortsFromLongToShort(_ lengths: [Int]) {
    let layout = PackedLayout(lengths: lengths)
    #expect(layout.lengths == lengths.sorted(by: >))
    #expect(layout.order.map { lengths[$0] } == layout.lengths)
    for (one, other) in zip(layout.order, layout.order.dropFirst())
    where lengths[one] == lengths[other] {
      #expect(one < other, "equal lengths keep their order")
    }
    #expect(layout.positions.map { layout.order[$0] } == Array(lengths.indices))
  }

  @Test(arguments: random) func lastRowsHoldLastTokens(_ lengths: [Int]) {
    let sequences = sequences(lengths)
    let tokens = PackedTokens(sequences)
    for position in 0..<tokens.layout.batchSize {
      let last = tokens.ids[tokens.layout.lastRow(of: position)]
      #expect(last == sequences[tokens.layout.order[position]].last)
    }
  }

  @Test(arguments: random) func packingLosesNothing(_ lengths: [Int]) {
    let sequences = sequences(lengths)
    let tokens = PackedTokens(sequences)
    var unpacked = [[Int32]](repeating: [], count: lengths.count)
    for step in 0..<tokens.layout.stepCount {
      for (position, row) in tokens.layout.rows(at: step).enumerated() {
        unpacked[tokens.layout.order[position]].append(tokens.ids[row])
      }
    }
    #expect(unpacked == sequences)
  }

  @Test func packsSlices() {
    let all: [Int32] = [9, 8, 7, 6, 5]
    #expect(PackedTokens([all[3...], all[0..<3]]).ids == [9, 6, 8, 5, 7])
  }

  @Test func nothingHasNoRows() {
    let layout = PackedLayout(lengths: [])
    #expect(layout.batchSize == 0 && layout.stepCount == 0 && layout.rowCount == 0)
  }

  @Test func refusesAnEmptySequence() async {
    await #expect(processExitsWith: .failure) { _ = PackedLayout(lengths: [2, 0]) }
  }

  /// Tokens that differ everywhere.
  private func sequences(_ lengths: [Int]) -> [[Int32]] {
    lengths.enumerated().map { index, length in
      (0..<length).map { Int32(100 * index + $0) }
    }
  }
}
