import S2STensors
import Synchronization
import Testing

@Suite struct WorkersTests {
  private final class Log<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    func add(_ value: Value) { values.withLock { $0.append(value) } }
    var all: [Value] { values.withLock { $0 } }
  }

  @Test(arguments: 1...5) func runsEveryWorkerOnce(_ count: Int) {
    let log = Log<Int>()
    Workers(count: count).run { log.add($0) }
    #expect(log.all.sorted() == Array(0..<count))
  }

  @Test(arguments: 1...5) func coversEveryElementOnce(_ count: Int) {
    for total in [0, 1, 3, 15, 16, 17, 31, 32, 33, 64, 100, 1000, 1023] {
      let log = Log<Range<Int>>()
      Workers(count: count).run(over: total) { log.add($0) }
      #expect(log.all.flatMap { Array($0) }.sorted() == Array(0..<total))
      #expect(log.all.allSatisfy { $0.lowerBound % 16 == 0 && !$0.isEmpty })
      #expect(log.all.count <= count)
    }
  }

  /// The ranges depend on the numbers alone, so sums over them do not change from run to run.
  @Test func cutsTheSameRangesEachTime() {
    func ranges() -> [Range<Int>] {
      let log = Log<Range<Int>>()
      Workers(count: 3).run(over: 1000) { log.add($0) }
      return log.all.sorted { $0.lowerBound < $1.lowerBound }
    }
    let first = ranges()
    for _ in 0..<10 { #expect(ranges() == first) }
  }

  /// No worker gets more than its share by more than a vector a worker.
  @Test(arguments: 1...5) func sharesEvenly(_ count: Int) {
    let log = Log<Range<Int>>()
    Workers(count: count).run(over: 10_000) { log.add($0) }
    #expect(log.all.allSatisfy { $0.count <= 10_000 / count + 16 * count })
  }
}
