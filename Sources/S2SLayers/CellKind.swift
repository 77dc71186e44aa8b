import S2STensors

/// A kind of recurrent cell: its name in options and model files, and how one is made.
public struct CellKind: RawRepresentable, CaseIterable, Codable, Sendable {
  /// The name.
  public let rawValue: String
  /// What can be chosen about it.
  private let choices: Set<Choice>
  private let maker: @Sendable (CellDesign, inout ParameterTable) -> any RecurrentCell

  /// Every kind.
  ///
  /// A new cell is a file in `Cells/` and a line here.
  public static let allCases = [
    lstm,
    CellKind("lstm-no-forget") { LSTMCell($0, .noForget, in: &$1) },
    CellKind("lstm-no-input", [.forgetBias]) { LSTMCell($0, .noInput, in: &$1) },
    CellKind("lstm-no-output", [.forgetBias]) { LSTMCell($0, .noOutput, in: &$1) },
    CellKind("lstm-coupled", [.forgetBias]) { LSTMCell($0, .coupled, in: &$1) },
    CellKind("lstm-capped", [.forgetBias]) { LSTMCell($0, .capped, in: &$1) },
    CellKind("gru") { GRUCell($0, in: &$1) },
    CellKind("gru-reset-before") { GRUResetBeforeCell($0, in: &$1) },
    CellKind("mut1") { MUT1Cell($0, in: &$1) },
    CellKind("mut2") { MUT2Cell($0, in: &$1) },
    CellKind("mut3") { MUT3Cell($0, in: &$1) },
    CellKind("ugrnn") { UGRNNCell($0, in: &$1) },
    CellKind("ssru", [.forgetBias]) { SSRUCell($0, in: &$1) },
    CellKind("sru", [.forgetBias]) { SRUCell($0, in: &$1) },
    CellKind("qrnn-f", [.forgetBias]) { QRNNCell($0, .qrnnForget, in: &$1) },
    CellKind("qrnn-fo", [.forgetBias]) { QRNNCell($0, .qrnnForgetOutput, in: &$1) },
    CellKind("qrnn-ifo", [.forgetBias]) { QRNNCell($0, .qrnnInputForgetOutput, in: &$1) },
    CellKind("min-gru") { MinGRUCell($0, in: &$1) },
    CellKind("min-lstm", [.forgetBias]) { MinLSTMCell($0, in: &$1) },
    CellKind("elman", [.nonlinearity]) { ElmanCell($0, in: &$1) },
    CellKind("jordan", [.nonlinearity]) { JordanCell($0, in: &$1) },
    CellKind("elman-jordan", [.nonlinearity]) { ElmanJordanCell($0, in: &$1) },
  ]

  /// The kind that is used where none is named.
  public static let lstm = CellKind("lstm", [.forgetBias]) { LSTMCell($0, in: &$1) }

  /// What can be chosen about some cells.
  package enum Choice: Sendable {
    /// `CellDesign.nonlinearity`.
    case nonlinearity
    /// `CellDesign.forgetBias`.
    case forgetBias
  }

  private init(
    _ name: String, _ choices: Set<Choice> = [],
    maker: @escaping @Sendable (CellDesign, inout ParameterTable) -> any RecurrentCell
  ) {
    rawValue = name
    self.choices = choices
    self.maker = maker
  }

  /// The kind of this name, or `nil` where there is none.
  public init?(rawValue: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = kind
  }

  /// Makes a cell and registers its parameters.
  package func make(
    _ design: CellDesign, in table: inout ParameterTable
  ) -> any RecurrentCell {
    maker(design, &table)
  }

  /// Whether this kind has something to choose of that sort.
  package func uses(_ choice: Choice) -> Bool { choices.contains(choice) }

  /// Whether the regulariser of vanishing gradients is defined for such a cell.
  package var takesGradientRegularizer: Bool {
    var table = ParameterTable()
    return make(CellDesign("", inputSize: 1, hiddenSize: 1), in: &table).regularizedWeight != nil
  }

  /// Whether a step of such a cell multiplies the state before by a matrix.
  package var multipliesStates: Bool {
    var table = ParameterTable()
    let cell = make(CellDesign("", inputSize: 1, hiddenSize: 1), in: &table)
    return !(cell is any ScannedCell)
  }

  /// Whether a step of such a cell reads what the step before has shown, and not a memory alone.
  package var readsHidden: Bool { multipliesStates || !hasCell }

  /// Whether such a cell reads an input at its step and again at the next.
  package var readsInputsTwice: Bool {
    var table = ParameterTable()
    return make(CellDesign("", inputSize: 1, hiddenSize: 1), in: &table).inputSizeBefore > 0
  }

  /// Whether the state of such a cell has a `cell`.
  package var hasCell: Bool {
    var table = ParameterTable()
    return make(CellDesign("", inputSize: 1, hiddenSize: 1), in: &table).hasCell
  }
}

extension CellKind: Hashable, CustomStringConvertible {
  /// Kinds are their names.
  public static func == (one: CellKind, other: CellKind) -> Bool {
    one.rawValue == other.rawValue
  }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
  /// The name.
  public var description: String { rawValue }
}

/// What a cell is made from.
package struct CellDesign: Sendable {
  /// What the names of its parameters begin with.
  package let name: String
  /// The width of its input, D.
  package let inputSize: Int
  /// The width of its state, H.
  package let hiddenSize: Int
  /// How much of the input is the same at every step: its last columns.
  package var constantSize = 0
  /// What simple recurrent nets put around their sum.
  package var nonlinearity = Nonlinearity.tanh
  /// The first value of the forget gate's bias.
  ///
  /// Reference: Jozefowicz et al. 2015, proceedings.mlr.press/v37/jozefowicz15.html, for 1.
  package var forgetBias: Float = 1

  /// A design with the usual choices.
  package init(_ name: String, inputSize: Int, hiddenSize: Int) {
    self.name = name
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
  }

  /// What a cell's matrix is for.
  enum Role {
    /// From the input to the gates.
    case input
    /// From the state, or what is fed back, to the gates.
    case recurrent
    /// From the state to the output.
    case output
  }

  /// Registers a matrix `NAME.kind`.
  func add(
    _ kind: String, _ role: Role, rows: Int, columns: Int, in table: inout ParameterTable
  ) -> ParameterSlot {
    let declared: ParameterRole =
      switch role {
      case .input: .cellInput(hiddenSize: hiddenSize)
      case .recurrent: .recurrent(hiddenSize: hiddenSize)
      case .output: .cellOutput(hiddenSize: hiddenSize)
      }
    return table.add("\(name).\(kind)", declared, rows: rows, columns: columns)
  }

  /// Registers a vector `NAME.kind`.
  func add(_ kind: String, count: Int, in table: inout ParameterTable) -> ParameterSlot {
    table.add("\(name).\(kind)", count: count)
  }
}
