import FuzzTargets
import Glibc

/// The loader that this process is about, by the environment's `S2S_FUZZ_TARGET`.
private let target: FuzzTarget = {
  guard let name = getenv("S2S_FUZZ_TARGET").map({ String(cString: $0) }),
    let target = FuzzTarget(rawValue: name)
  else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    preconditionFailure("set S2S_FUZZ_TARGET to one of: \(names)")
  }
  return target
}()

/// libFuzzer calls this before everything else: writes the seeds where it looks for inputs.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzer(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
  guard let directory = getenv("S2S_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  guard let seeds = try? target.seeds() else { preconditionFailure("there are no seeds") }
  for (number, seed) in seeds.enumerated() {
    guard let file = fopen("\(directory)/seed-\(number)", "wb") else {
      preconditionFailure("cannot write to \(directory)")
    }
    fwrite(seed, 1, seed.count, file)
    fclose(file)
  }
  return 0
}

/// libFuzzer calls this with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
