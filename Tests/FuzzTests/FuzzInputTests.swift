import FuzzTargets
import Glibc
import Testing

/// Inputs that made a loader fail once, and what is near to valid ones, by ordinary means.
@Suite(.serialized) struct FuzzInputTests {
  private static let inputs: String = {
    let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(tests)/Fuzz/Inputs"
  }()

  /// Files in the folder of a target; a folder is there only if the target ever failed.
  private func kept(_ target: FuzzTarget) -> [[UInt8]] {
    let folder = "\(Self.inputs)/\(target.rawValue)"
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), let file = fopen("\(folder)/\(name)", "rb") {
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = getc(file), byte != EOF { bytes.append(UInt8(byte)) }
        found.append(bytes)
      }
    }
    return found
  }

  @Test(arguments: FuzzTarget.allCases)
  func survivesWhatEverFailed(target: FuzzTarget) throws {
    for input in kept(target) { target.run(input) }
  }

  /// Seeds load, and so does or does not, but never traps, whatever is left of them when they are
  /// cut off or a byte is changed.
  @Test(arguments: FuzzTarget.allCases)
  func survivesDamagedSeeds(target: FuzzTarget) throws {
    for seed in try target.seeds() {
      target.run(seed)
      for index in stride(from: 0, to: seed.count, by: max(1, seed.count / 60)) {
        target.run(Array(seed[..<index]))
        var changed = seed
        changed[index] ^= 1 << UInt8(truncatingIfNeeded: index % 8)
        target.run(changed)
      }
    }
  }
}
