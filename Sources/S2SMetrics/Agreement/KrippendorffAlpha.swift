/// How far observers agree about units beyond chance: Krippendorff's alpha.
///
/// It holds for any number of observers, for units that not all of them have judged, and for values of
/// four levels of measurement:
///
///     alpha = 1 - D_o / D_e
///     D_o = 1/n  sum over units u of  1/(m_u - 1)  sum over i != j of  d(v_ui, v_uj)
///     D_e = 1/(n (n - 1))  sum over values c != k of  n_c n_k d(c, k)
///
/// where m_u values were given to unit u, n values to all units with two or more, and n_c of them are c.
/// 1 is perfect agreement, 0 what chance gives; below 0 observers agree less often than by chance.
///
/// Reference: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
public struct KrippendorffAlpha: Sendable, Equatable {
  /// What the difference d of two values is.
  public enum Level: String, Sendable, CaseIterable {
    /// 1 for different values.
    case nominal
    /// The square of the ranks between two values, half of each included.
    case ordinal
    /// The square of the difference.
    case interval
    /// The square of the difference by the sum.
    case ratio
  }

  /// The values of each unit that has two or more.
  private let units: [[Double]]
  /// The different values, rising.
  private let values: [Double]
  /// How often each value was given.
  private let counts: [Double]
  /// How many values there are below each of the values, and in all.
  private let before: [Double]

  /// Takes the values that observers gave to each unit; one that an observer did not judge is left out.
  ///
  /// - Precondition: values are finite.
  /// - Complexity: O(*n* log *n*).
  public init(units: [[Double]]) {
    self.units = units.filter { $0.count > 1 }
    let sorted = self.units.joined().sorted()
    var values: [Double] = []
    var counts: [Double] = []
    for value in sorted {
      if values.last == value {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    self.values = values
    self.counts = counts
    before = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }

  /// The units that two or more observers have judged.
  public var unitCount: Int { units.count }

  /// Alpha; `nil` where no unit has two values, or all values are equal: nothing can then be said.
  ///
  /// - Complexity: O(*V*^2 + *n* *m*) for *V* different values and *m* observers.
  public func value(_ level: Level) -> Double? {
    let total = before.last ?? 0
    guard values.count > 1 else { return nil }
    let observed = units.reduce(0) { sum, unit in
      let indices = unit.map(index)
      var inner = 0.0
      for first in indices.indices {
        for second in indices[..<first] { inner += difference(indices[first], second, level) }
      }
      return sum + 2 * inner / Double(unit.count - 1)
    }
    var expected = 0.0
    for first in values.indices {
      for second in 0..<first {
        expected += 2 * counts[first] * counts[second] * difference(first, second, level)
      }
    }
    guard expected > 0 else { return nil }
    return 1 - (observed / total) / (expected / (total * (total - 1)))
  }

  /// The place of a value among the different ones.
  private func index(of value: Double) -> Int {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The difference of two values by their places.
  private func difference(_ first: Int, _ second: Int, _ level: Level) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    guard low < high else { return 0 }
    switch level {
    case .nominal: return 1
    case .ordinal:
      let ranks = before[high + 1] - before[low] - (counts[low] + counts[high]) / 2
      return ranks * ranks
    case .interval:
      let distance = values[high] - values[low]
      return distance * distance
    case .ratio:
      let sum = values[high] + values[low]
      guard sum != 0 else { return 0 }
      let ratio = (values[high] - values[low]) / sum
      return ratio * ratio
    }
  }
}
