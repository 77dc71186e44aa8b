/// How a matrix lies in panels: sixteen of its outputs side by side, from the first input to the
/// last, in words of four bytes that hold a float, two numbers of bfloat16 or four of eight bits.
struct PanelShape {
  /// The outputs of a panel.
  static let width = 16

  let outputs: Int
  /// The words of an output.
  let depth: Int

  /// A matrix of some outputs and inputs, with the given number of inputs per word.
  init(outputs: Int, inputs: Int, perWord: Int = 1) {
    self.outputs = outputs
    depth = (inputs + perWord - 1) / perWord
  }

  /// The words of a panel.
  var stride: Int { depth * Self.width }
  /// All words.
  var count: Int { panelCount * stride }

  /// The outputs of one of some parts of equally many panels.
  func outputs(part: Int, of parts: Int) -> Range<Int> {
    func bound(_ part: Int) -> Int { min(outputs, panelCount * part / parts * Self.width) }
    return bound(part)..<bound(part + 1)
  }

  private var panelCount: Int { (outputs + Self.width - 1) / Self.width }
}

/// Where each of some weights begins in one block of memory.
struct WeightPlaces {
  /// The words of all.
  let count: Int
  /// By a weight's place among the parameters.
  private let starts: [Int: Int]

  init(_ weights: [ParameterSlot], size: (ParameterSlot) -> Int) {
    var starts: [Int: Int] = [:]
    var count = 0
    for slot in weights {
      starts[slot.offset] = count
      count += size(slot)
    }
    self.starts = starts
    self.count = count
  }

  /// The first word of a weight, if it is one of them.
  subscript(_ slot: ParameterSlot) -> Int? { starts[slot.offset] }
}
