import S2SSearch
import Testing

/// Another decoder that writes down how it is used, and checks that its rows add up.
struct RecordingDecoder<Inner: StepDecoder>: StepDecoder {
  final class Record {
    /// The rows of each step.
    var rows: [Int] = []
    /// The rows kept, each time that rows were.
    var selections: [[Int]] = []
  }
  struct State {
    var inner: Inner.State
    var rowCount: Int
  }

  let inner: Inner
  let record = Record()

  var vocabularySize: Int { inner.vocabularySize }

  func start(_ sources: [[Int32]]) -> State {
    State(inner: inner.start(sources), rowCount: sources.count)
  }

  func step(_ tokens: [Int32], state: inout State, logits: inout [Float]) {
    #expect(tokens.count == state.rowCount)
    record.rows.append(tokens.count)
    inner.step(tokens, state: &state.inner, logits: &logits)
  }

  func select(_ rows: [Int], of state: inout State) {
    #expect(!rows.isEmpty && rows.allSatisfy { (0..<state.rowCount).contains($0) })
    record.selections.append(rows)
    state.rowCount = rows.count
    inner.select(rows, of: &state.inner)
  }
}
