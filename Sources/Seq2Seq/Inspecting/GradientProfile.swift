import Glibc
import S2SReports

/// The gradients of many losses by their distance, for models side by side.
///
/// At each distance it has the geometric mean of the norms, as they fall or grow exponentially.
public struct GradientProfile: Sendable {
  /// A layer of a model.
  public struct Line: Sendable {
    /// Such as `models/lm-en network.layers.0`.
    public let name: String
    /// The distances in steps, rising, with the mean norm and the number of states that it is of.
    public let points: [(distance: Int, norm: Double, count: Int)]
    /// The first distance beyond all points at which there are states; `nil` where there is none.
    ///
    /// All of their norms are 0: too small for numbers of 32 bits, or of states that the loss does not depend on.
    public let zeroFrom: Int?
  }

  private var names: [String] = []
  private var sums: [String: [Int: (logs: Double, count: Int)]] = [:]
  /// The distances at which there was a norm of 0.
  private var zeros: [String: Set<Int>] = [:]

  /// Of nothing.
  public init() {}

  /// Adds the gradients of a text; states that the loss does not depend on do not count.
  ///
  /// - Parameter model: its name, before that of each layer; empty for none.
  public mutating func add(_ found: Inspection, of model: String) {
    for (layer, name) in zip(found.layers, found.gradientLines) {
      for (line, norms) in name {
        add(norms, layer.distances, to: model.isEmpty ? line : "\(model) \(line)")
      }
    }
  }

  private mutating func add(_ norms: [Double], _ distances: [Int?], to name: String) {
    if sums[name] == nil {
      names.append(name)
      sums[name] = [:]
    }
    for (distance, norm) in zip(distances, norms) {
      guard let distance else { continue }
      guard norm > 0 else {
        zeros[name, default: []].insert(distance)
        continue
      }
      let sum = sums[name]?[distance] ?? (0, 0)
      sums[name]?[distance] = (sum.logs + log(norm), sum.count + 1)
    }
  }

  /// The layers, in the order in which they were added.
  public var lines: [Line] {
    names.map { name in
      let own = (sums[name] ?? [:]).sorted { $0.key < $1.key }
      let last = own.last?.key ?? -1
      return Line(
        name: name,
        points: own.map { ($0.key, exp($0.value.logs / Double($0.value.count)), $0.value.count) },
        zeroFrom: zeros[name]?.filter { $0 > last }.min())
    }
  }

  /// Whether a layer has a memory.
  private var hasMemory: Bool { names.contains { $0.hasSuffix(GradientWords.memoryEnd) } }

  /// A line a layer over the distance.
  public var picture: Picture {
    let words = GradientWords(hasMemory: hasMemory)
    return LineChart(
      title: "How far back a loss is felt",
      note: "The geometric mean of the norms of the gradient by \(words.states).",
      horizontal: ChartDimension("steps from the loss"),
      vertical: ChartDimension(words.norms, .logarithmic),
      series: lines.map { line in
        LineChart.Series(
          line.name, line.points.map { LineChart.Point(Double($0.distance), $0.norm) })
      }
    ).picture
  }
}

/// What gradients are by: the hidden states, and the memories of cells that have one.
package struct GradientWords {
  /// The norms, in a formula.
  package let norms: String
  /// The states, in words.
  package let states: String

  /// What the name of a line of a memory ends in.
  static let memoryEnd = " c"

  init(hasMemory: Bool) {
    norms = hasMemory ? "‖∂L/∂h‖, ‖∂L/∂c‖" : "‖∂L/∂h‖"
    states = hasMemory ? "the hidden state, h, and the memory, c" : "the hidden state, h"
  }
}

extension Inspection {
  /// What its gradients are by.
  package var gradientWords: GradientWords {
    GradientWords(hasMemory: layers.contains { $0.memoryNorms != nil })
  }

  /// For each layer the norms by name: of its hidden states, and of its memory if it has one.
  package var gradientLines: [[(name: String, norms: [Double])]] {
    layers.map { layer in
      guard let memory = layer.memoryNorms else { return [(layer.name, layer.gradientNorms)] }
      return [
        ("\(layer.name) h", layer.gradientNorms), (layer.name + GradientWords.memoryEnd, memory),
      ]
    }
  }
}
