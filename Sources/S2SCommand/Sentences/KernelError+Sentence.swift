import S2STensors

extension KernelError: Sentence {
  package var sentence: String {
    switch self {
    case .lacking(let level, let best):
      """
      --kernels is \(level.rawValue), which this processor lacks; its best is \(best.rawValue)
      """
    case .otherLibrary(let level, let core, let library):
      """
      --kernels \(level.rawValue) needs an OpenBLAS with kernels for \(core), and this one \
      (\(library)) has none; leave --kernels out, or install one with DYNAMIC_ARCH
      """
    }
  }

  package var exitCode: SystemExitCode { .usage }
}
