import S2STensors

/// What computes a run: equal ones give equal bits.
package struct RunEnvironment: Codable, Sendable, Equatable {
  /// The version of s2s.
  package var version = Seq2SeqVersion.current
  /// The commit that s2s was built from; empty where it is not known.
  package var commit = Seq2SeqVersion.commit
  /// The workers.
  package var threads: Int
  /// The instructions of the kernels.
  package var kernels = VectorInstructions.current.rawValue
  /// OpenBLAS: its version, its options and the type of processor whose kernels it uses.
  package var blas = BLAS.description
  /// The name of the processor.
  package var processor = Processor.name

  /// What products multiply; `nil` in states that older versions wrote.
  package var precision: LearningOptions.Precision?

  /// What this process is, with a number of workers.
  package init(threads: Int, precision: LearningOptions.Precision) {
    (self.threads, self.precision) = (threads, precision)
  }

  /// What changes the bits of the weights between two environments.
  package func differences(from old: RunEnvironment) -> [EnvironmentDifference] {
    let both = precision.flatMap { new in old.precision.map { (new, $0) } }
    return [
      threads == old.threads ? nil : .threads(new: threads, old: old.threads),
      deciding == old.deciding ? nil : .kernels(new: kernels, old: old.kernels),
      blas == old.blas ? nil : .blas(new: blas, old: old.blas),
      both.flatMap { $0 == $1 ? nil : .precision(new: $0, old: $1) },
    ].compactMap(\.self)
  }

  /// The instructions that decide the bits: tiles of AMX multiply no numbers of 32 bits.
  private var deciding: String {
    let (tiles, none) = (VectorInstructions.amx.rawValue, VectorInstructions.avx512.rawValue)
    return kernels == tiles && precision == .float32 ? none : kernels
  }

  /// The environment as facts by name.
  var facts: [(name: String, value: String)] {
    [
      ("s2s_version", version), ("commit", commit), ("threads", String(threads)),
      ("kernels", kernels), ("blas", blas), ("precision", precision?.rawValue ?? ""),
      ("processor", processor),
    ]
  }
}

/// Something that computes a run's weights in other bits than before.
public enum EnvironmentDifference: Sendable, Equatable {
  /// The number of workers.
  case threads(new: Int, old: Int)
  /// The instructions of the kernels.
  case kernels(new: String, old: String)
  /// OpenBLAS.
  case blas(new: String, old: String)
  /// What products multiply.
  case precision(new: LearningOptions.Precision, old: LearningOptions.Precision)
}

/// The updates of a run from a step on, and what computed them.
struct RunStretch: Codable, Equatable {
  /// The updates that were done before.
  let step: Int
  var environment: RunEnvironment
}
