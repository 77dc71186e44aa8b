import S2SLayers
import S2SModels
import S2SRandom
import S2STensors
import TestSupport
import Testing

@Suite struct DecodingSessionTests {
  static let configurations = examples + cells

  private static let examples: [ModelConfiguration] = [
    .small(),
    .small {
      $0.isBidirectional = true
      $0.layerCount = 2
      $0.hiddenSize = 19
      $0.tiesEmbeddings = true
    },
    .small {
      $0.attention = .additive
      $0.isBidirectional = true
      $0.contextUse = .start
    },
    .small {
      $0.attention = .dot
      $0.contextUse = .steps
    },
    .small { $0.attention = .general },
    .small {
      $0.isBidirectional = true
      $0.merge = .sum
      $0.attention = .dot
    },
    .small {
      $0.spelling = Spelling(space: 4, separate: [1])
      $0.attention = .general
    },
    .small {
      $0.isResidual = true
      $0.repeatsInputs = true
      $0.layerCount = 3
    },
    .small { $0.attendAfter(1, of: 2) },
    .small {
      $0.attendAfter(2, of: 4)
      $0.cell = .named("ssru")
      $0.isBidirectional = true
      $0.isResidual = true
      $0.repeatsInputs = true
      $0.normalizesLayers = true
      $0.contextUse = .both
    },
    .small { $0.bridge = .dense },
    .small { $0.copy(.dot) },
    .small {
      $0.feedBack(.additive)
      $0.copy(.additive)
      $0.hasCoverage = true
      $0.isBidirectional = true
      $0.tiesEmbeddings = true
    },
    .small { $0.feedBack(.dot) },
    .small {
      $0.attention = .additive
      $0.hasCoverage = true
      $0.isBidirectional = true
    },
    .small {
      $0.feedBack(.additive)
      $0.hasCoverage = true
      $0.layerCount = 2
    },
    .small {
      $0.feedBack(.general)
      $0.isBidirectional = true
      $0.layerCount = 2
      $0.cell = .named("mut1")
      $0.contextUse = .start
    },
    .small {
      $0.bridge = .mean
      $0.isBidirectional = true
      $0.layerCount = 2
    },
  ]

  /// Every kind of cell, under the fixed vector alone and with all that may stand around it; second
  /// layers read inputs as wide as their states.
  private static let cells = CellKind.allCases.flatMap { cell in
    [false, true].map { hasAttention in
      ModelConfiguration.small {
        $0.cell = cell
        $0.layerCount = 2
        $0.hiddenSize = 19
        $0.attention = hasAttention ? .general : .off
        $0.isBidirectional = hasAttention
        $0.normalizesLayers = hasAttention
        $0.zoneout = hasAttention ? 0.2 : 0
      }
    }
  }

  static let sources: [[Int32]] = [[3, 4, 0], [5], [2, 4, 4, 1, 3]]

  /// Products of other sizes round otherwise: some units in the last place of values near 1, and
  /// more where a state has no bound, as Jordan's.
  static let tolerance = 4e-6

  /// Token by token and all at once are two programs for the same probabilities.
  @Test(arguments: configurations)
  func stepsEqualTheTeacherForcedLoss(_ configuration: ModelConfiguration) throws {
    let model = try model(configuration)
    let workspace = Workspace()
    for source in Self.sources {
      for target in [[], [3], [4, 0, 6, 6, 5, 3, 2]] as [[Int32]] {
        let pairs = TranslationModel.Pairs(
          sources: [source], targets: [target], configuration: configuration)
        workspace.reset()
        let forced = model.loss(
          pairs, in: Pass(parameters: model.parameters, workspace: workspace))
        let session = DecodingSession(model, sources: [source])
        var stepped = 0.0
        for (read, wanted) in zip(
          [TranslationModel.bos] + target, target + [TranslationModel.eos])
        {
          stepped -= session.logProbabilities([read])[0][Int(wanted)]
        }
        #expect(
          abs(stepped - forced.negativeLogLikelihood)
            < Self.tolerance * Double(forced.tokenCount) * 2)
      }
    }
  }

  /// A row is its sentence's own, whatever the other rows are.
  @Test(arguments: configurations)
  func rowsDoNotSeeEachOther(_ configuration: ModelConfiguration) throws {
    let model = try model(configuration)
    let together = DecodingSession(model, sources: Self.sources)
    let alone = Self.sources.map { DecodingSession(model, sources: [$0]) }
    #expect(together.rowCount == 3)
    for step: [Int32] in [[1, 1, 1], [3, 4, 5], [0, 0, 6]] {
      let rows = together.logProbabilities(step)
      for (row, session) in alone.enumerated() {
        #expect(rows[row] == session.logProbabilities([step[row]])[0])
      }
    }
  }

  /// Rows are repeated, dropped and put in another order; afterwards each goes its own way.
  @Test(arguments: configurations)
  func selectsRows(_ configuration: ModelConfiguration) throws {
    let model = try model(configuration)
    let session = DecodingSession(model, sources: Self.sources)
    _ = session.logProbabilities([1, 1, 1])
    _ = session.logProbabilities([3, 4, 5])
    session.select([2, 0, 2, 2])
    #expect(session.rowCount == 4)
    let rows = session.logProbabilities([0, 6, 3, 0])
    check(rows[0], replayed(model, 2, [1, 5, 0]))
    check(rows[1], replayed(model, 0, [1, 3, 6]))
    check(rows[2], replayed(model, 2, [1, 5, 3]))
    #expect(rows[3] == rows[0])
    session.select([2, 1])
    let later = session.logProbabilities([4, 5])
    check(later[0], replayed(model, 2, [1, 5, 3, 4]))
    check(later[1], replayed(model, 0, [1, 3, 6, 5]))
    session.select([0])
    check(session.logProbabilities([6])[0], replayed(model, 2, [1, 5, 3, 4, 6]))
  }

  @Test func mayKeepNoRows() throws {
    let session = DecodingSession(try model(.small()), sources: Self.sources)
    session.select([])
    #expect(session.rowCount == 0)
  }

  /// One model serves many sessions, and none sees another's states.
  @Test func sessionsShareAModel() throws {
    let model = try model(.small())
    let (one, other) = (
      DecodingSession(model, sources: [Self.sources[0]]),
      DecodingSession(model, sources: [Self.sources[0]])
    )
    _ = other.logProbabilities([4])
    _ = one.logProbabilities([1])
    #expect(one.logProbabilities([3])[0] == replayed(model, 0, [1, 3]))
  }

  private func model(_ configuration: ModelConfiguration) throws -> TranslationModel {
    let model = try TranslationModel(configuration)
    var generator = SeededGenerator(seed: 4)
    model.parameters.all.fillUniform(0.6, using: &generator)
    return model
  }

  /// The log-probabilities after some tokens, in a session of its own.
  private func replayed(_ model: TranslationModel, _ source: Int, _ tokens: [Int32]) -> [Double] {
    let session = DecodingSession(model, sources: [Self.sources[source]])
    return tokens.reduce([]) { _, token in session.logProbabilities([token])[0] }
  }

  private func check(
    _ values: [Double], _ expected: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let largest = zip(values, expected).map { abs($0 - $1) }.max() ?? .infinity
    #expect(values.count == expected.count, sourceLocation: sourceLocation)
    #expect(largest < Self.tolerance * 2, sourceLocation: sourceLocation)
  }
}

extension DecodingSession {
  /// A row each: log softmax of what `step` writes.
  fileprivate func logProbabilities(_ tokens: [Int32]) -> [[Double]] {
    let size = 7
    let logits = [Float](unsafeUninitializedCapacity: rowCount * size) { buffer, count in
      buffer.initialize(repeating: .nan)
      step(tokens, logits: buffer)
      count = buffer.count
    }
    return (0..<rowCount).map { row in
      let part = logits[row * size..<(row + 1) * size]
      let normaliser = part.withUnsafeBufferPointer { Double(Kernels.logSumExp($0)) }
      return part.map { Double($0) - normaliser }
    }
  }
}

extension DecodingSession {
  /// A session with the weights as they are now.
  fileprivate convenience init(_ model: TranslationModel, sources: [[Int32]]) {
    self.init(model, DecodingResources(model), sources: sources)
  }
}
