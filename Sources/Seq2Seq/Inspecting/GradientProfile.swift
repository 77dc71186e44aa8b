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
  }

  private var names: [String] = []
  private var sums: [String: [Int: (logs: Double, count: Int)]] = [:]

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
      guard let distance, norm > 0 else { continue }
      let sum = sums[name]?[distance] ?? (0, 0)
      sums[name]?[distance] = (sum.logs + log(norm), sum.count + 1)
    }
  }

  /// The layers, in the order in which they were added.
  public var lines: [Line] {
    names.map { name in
      let own = (sums[name] ?? [:]).sorted { $0.key < $1.key }
      return Line(
        name: name,
        points: own.map { ($0.key, exp($0.value.logs / Double($0.value.count)), $0.value.count) })
    }
  }

  /// A line a layer over the distance.
  public var picture: Picture {
    LineChart(
      title: "How far back a loss is felt",
      note:
        "The geometric mean of the norms of the gradient by the hidden state, h, and the memory, c.",
      horizontal: ChartDimension("steps from the loss"),
      vertical: ChartDimension("‖∂L/∂h‖, ‖∂L/∂c‖", .logarithmic),
      series: lines.map { line in
        LineChart.Series(
          line.name, line.points.map { LineChart.Point(Double($0.distance), $0.norm) })
      }
    ).picture
  }
}

extension Inspection {
  /// For each layer the norms by name: of its hidden states, and of its memory if it has one.
  package var gradientLines: [[(name: String, norms: [Double])]] {
    layers.map { layer in
      guard let memory = layer.memoryNorms else { return [(layer.name, layer.gradientNorms)] }
      return [("\(layer.name) h", layer.gradientNorms), ("\(layer.name) c", memory)]
    }
  }
}
