import S2SRandom
import S2STensors
import S2STraining
import TestSupport
import Testing

@Suite struct MovingAverageTests {
  private static let table: ParameterTable = {
    var table = ParameterTable()
    _ = table.add("a", rows: 3, columns: 7)
    return table
  }()

  private static func buffer(_ seed: UInt64) -> ParameterBuffer {
    let buffer = ParameterBuffer(table)
    var generator = SeededGenerator(seed: seed)
    buffer.all.fillUniform(1, using: &generator)
    return buffer
  }

  /// Forty steps, in which the decay rises from 2/11 to its limit, against the equation in double
  /// precision.
  @Test func followsItsEquation() {
    let (parameters, average) = (Self.buffer(1), Self.buffer(1))
    let optimizer = MovingAverage(
      of: MomentumSGD(Self.table, momentum: 0), .moving(decay: 0.75), into: average)
    var twin = average.all.elements.map(Double.init)
    for number in 1...40 {
      for range in [0..<16, 16..<21] {
        optimizer.update(
          parameters, gradients: Self.buffer(UInt64(number) + 1), range: range,
          step: UpdateStep(number: number, learningRate: 0.1, gradientScale: 1))
      }
      let decay = min(0.75, Double(1 + number) / Double(10 + number))
      for (index, value) in parameters.all.elements.enumerated() {
        twin[index] = decay * twin[index] + (1 - decay) * Double(value)
      }
    }
    // Values below 2, each step rounding once or twice, and errors decay like the average itself.
    #expect(relativeDeviation(average.all.elements, from: twin.map { Float($0) }) < 1e-6)
  }

  /// Until it begins the mean is the parameters; then that of all since, the first ones among them.
  @Test func isAMeanFromItsBeginning() {
    let (parameters, average) = (Self.buffer(1), Self.buffer(2))
    let optimizer = MovingAverage(
      of: MomentumSGD(Self.table, momentum: 0), .mean, into: average)
    var sum = [Double](repeating: 0, count: 21)
    for number in 1...30 {
      optimizer.update(
        parameters, gradients: Self.buffer(UInt64(number) + 1), range: 0..<21,
        step: UpdateStep(
          number: number, learningRate: 0.1, gradientScale: 1,
          averageStart: number > 10 ? 10 : nil))
      if number < 10 { #expect(average.all.elements == parameters.all.elements) }
      guard number >= 10 else { continue }
      for (index, value) in parameters.all.elements.enumerated() { sum[index] += Double(value) }
      let mean = sum.map { Float($0 / Double(number - 9)) }
      #expect(relativeDeviation(average.all.elements, from: mean) < 1e-6)
    }
  }

  @Test func doesNotTouchTheTraining() {
    let (alone, followed) = (Self.buffer(1), Self.buffer(1))
    let optimizers: [any Optimizer] = [
      Adam(Self.table),
      MovingAverage(of: Adam(Self.table), .moving(decay: 0.9), into: Self.buffer(3)),
    ]
    for (parameters, optimizer) in zip([alone, followed], optimizers) {
      for number in 1...5 {
        optimizer.update(
          parameters, gradients: Self.buffer(UInt64(number) + 1), range: 0..<21,
          step: UpdateStep(number: number, learningRate: 0.1, gradientScale: 0.5))
      }
    }
    #expect(alone.all.elements == followed.all.elements)
    #expect(
      optimizers.map { $0.moments.map(\.name) } == [
        ["first_moment", "second_moment"], ["first_moment", "second_moment", "average"],
      ])
  }
}
