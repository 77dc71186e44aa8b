import ArgumentParser
import S2STensors

/// The instructions to compute with, where they are not the processor's best.
struct KernelArguments: ParsableArguments {
  @Option(
    help: """
      Compute with plain, neon, avx2, avx512 or amx instructions, and equal bits on every machine \
      that has them
      """)
  var kernels: VectorInstructions?

  /// Pins them for the whole process, before any other work.
  func pin() throws { try kernels?.pin() }
}

extension VectorInstructions: ExpressibleByArgument {}
