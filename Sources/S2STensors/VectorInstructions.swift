import CKernels
import COpenBLAS

/// The vector instructions that arithmetic uses.
///
/// Sums of another level, or of another version of OpenBLAS, differ in their last bits.
public enum VectorInstructions: String, CaseIterable, Sendable {
  /// Those that every processor of the architecture has.
  case plain
  /// NEON, which every AArch64 processor has, with products of bytes by SDOT where there are those.
  case neon
  /// AVX2 with fused multiplication and addition.
  case avx2
  /// AVX-512: F, BW, DQ and VL.
  case avx512
  /// The tiles of AMX, for bytes and bfloat16, beside AVX-512.
  case amx

  /// The level in use: the processor's best, or the one that was pinned.
  public static var current: VectorInstructions {
    switch s2s_kernel_level() {
    case S2S_AMX: .amx
    case S2S_AVX512: .avx512
    case S2S_AVX2: .avx2
    case S2S_NEON: .neon
    default: .plain
    }
  }

  /// Makes the whole process use this level, in the kernels of s2s and in OpenBLAS: machines that
  /// have it then compute the same bits with the same libraries.
  ///
  /// To be called before any other work.
  ///
  /// - Throws: `KernelError`; the level is then the processor's best.
  public func pin() throws {
    guard s2s_pin_kernel_level(level) == level else {
      _ = s2s_pin_kernel_level(S2S_HIGHEST)
      throw KernelError.lacking(self, best: .current)
    }
    guard s2s_openblas_use(core) != 0 else {
      _ = s2s_pin_kernel_level(S2S_HIGHEST)
      throw KernelError.otherLibrary(self, core: core, library: BLAS.description)
    }
  }

  /// The name for people.
  package var name: String {
    switch self {
    case .plain: "baseline"
    case .neon: "NEON"
    case .avx2: "AVX2"
    case .avx512: "AVX-512"
    case .amx: "AMX"
    }
  }

  private var level: s2s_level {
    switch self {
    case .plain: S2S_PLAIN
    case .neon: S2S_NEON
    case .avx2: S2S_AVX2
    case .avx512: S2S_AVX512
    case .amx: S2S_AMX
    }
  }

  /// The type of processor that OpenBLAS has such kernels for.
  private var core: String {
    switch self {
    #if arch(arm64)
      case .plain: "armv8"
    #else
      case .plain: "Prescott"
    #endif
    case .neon: "armv8"
    case .avx2: "Haswell"
    case .avx512, .amx: "SkylakeX"
    }
  }
}

/// Why kernels cannot be pinned.
public enum KernelError: Error, Sendable, Equatable {
  /// The processor lacks the instructions.
  case lacking(VectorInstructions, best: VectorInstructions)
  /// This OpenBLAS has no kernels of the type of processor, or only those of one.
  case otherLibrary(VectorInstructions, core: String, library: String)
}
