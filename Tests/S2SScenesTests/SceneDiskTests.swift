import Foundation
import Glibc
import S2SScenes
import TestSupport
import Testing

/// Where the disk refuses a corpus, the older one stays as it was.
@Suite(.serialized) struct SceneDiskTests {
  private let folder = TemporaryDirectory(inMemory: true)

  @Test func aCorpusThatTheDiskRefusesLeavesTheOlder() async {
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      var old = SceneCorpus()
      (old.training, old.validation, old.test, old.pictureWidth) = (1, 1, 1, 24)
      try old.write(to: path)
      let before = try Self.bytes(path)
      var new = old
      (new.training, new.seed) = (3, 2)
      // Room for captions but not for features; for those of one part; for all but the gallery.
      for limit in [1_000, 1_200, 4_000] {
        let child = ChildProcess { [new] in
          signal(SIGXFSZ, SIG_IGN)
          var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
          setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
          try new.write(to: path, overwrites: true)
        }
        #expect(child.wait() == .exit(1), "limit \(limit)")
        #expect(try Self.bytes(path) == before, "limit \(limit)")
      }
    }
  }

  /// All files of a directory, by name.
  private static func bytes(_ path: String) throws -> [String: [UInt8]] {
    let folder = try FileManager.default.contentsOfDirectory(atPath: path)
    return try folder.reduce(into: [:]) { files, name in
      files[name] = Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }
  }
}
