import ArgumentParser
import S2STensors
import Seq2Seq

/// The instructions to compute with, where they are not the processor's best.
struct KernelArguments: ParsableArguments {
  @Option(help: ArgumentHelp(stringLiteral: RunSettings.kernelHelp))
  var kernels: VectorInstructions?

  /// Pins them for the whole process, before any other work.
  func pin() throws { try kernels?.pin() }
}

extension VectorInstructions: ExpressibleByArgument {}
