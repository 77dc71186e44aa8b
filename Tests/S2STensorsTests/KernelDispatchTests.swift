import CKernels
import Dispatch
import S2STensors
import Synchronization
import Testing

@Suite struct KernelDispatchTests {
  @Test(arguments: KernelLevel.available) func usesNoMoreThanItsLimit(_ level: KernelLevel) {
    level.run {
      #expect(s2s_kernel_level().rawValue == level.rawValue)
      #expect(VectorInstructions.current.name == level.description)
    }
    #expect(s2s_kernel_level().rawValue == KernelLevel.available.last?.rawValue)
  }

  #if arch(x86_64)
    /// A level is its own code: 1 + 2⁻¹¹ - (1 + 2⁻¹²)² is -2⁻²⁴ where the product is not rounded
    /// before the subtraction, and 0 where it is.
    @Test(arguments: KernelLevel.available) func runsTheCodeOfItsLevel(_ level: KernelLevel) {
      var (parameter, velocity) = (Float(1 + 0x1p-11), Float(0))
      level.run { s2s_momentum(&parameter, [1 + 0x1p-12], &velocity, 1, 1, 1 + 0x1p-12, 0) }
      #expect(parameter == (level == .baseline ? 0 : -0x1p-24))
    }
  #endif

  /// Other tests run at the same time and count on the same bits each time.
  @Test func limitsOneThreadAlone() {
    let best = s2s_kernel_level()
    let elsewhere = Mutex(S2S_PLAIN)
    let group = DispatchGroup()
    KernelLevel.baseline.run {
      DispatchQueue(label: "beside").async(group: group) {
        elsewhere.withLock { $0 = s2s_kernel_level() }
      }
      group.wait()
    }
    #expect(elsewhere.withLock { $0 } == best)
  }

  /// Sums run in the same order at every level, so the two that fuse products agree to the bit.
  @Test func fusedLevelsAgreeToTheBit() {
    let x = randomFloats(1000, bound: 10, seed: 1)
    let sums = KernelLevel.available.filter { $0 != .baseline }.map { level in
      level.run { s2s_log_sum_exp(x, x.count) }
    }
    #expect(Set(sums).count <= 1)
  }
}
