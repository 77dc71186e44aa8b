import Glibc
import S2SFiles
import TestSupport
import Testing

/// One owner at a time writes into a directory.
@Suite struct DirectoryLockTests {
  let directory = TemporaryDirectory()

  @Test func oneOwnerAtATime() throws {
    do {
      let first = try DirectoryLock(directory.path)
      #expect(first != nil)
      #expect(try DirectoryLock(directory.path) == nil)
      #expect(try DirectoryLock(directory.path + "/.") == nil, "another name of it")
      #expect(directory.names.isEmpty)
      withExtendedLifetime(first) {}
    }
    #expect(try DirectoryLock(directory.path) != nil)
  }

  /// A process that was forked meanwhile has a copy of the descriptor, and does not keep the lock.
  @Test func aForkDoesNotKeepTheLock() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      var lock = try DirectoryLock(path)
      let child = ChildProcess { pause() }
      withExtendedLifetime(lock) {}
      lock = nil
      let second = try DirectoryLock(path)
      #expect(second != nil)
      child.kill()
      _ = child.wait()
    }
  }

  /// As on NFS, which locks no directories.
  @Test func aFileServesWhereDirectoriesCannotBeLocked() throws {
    do {
      let first = try DirectoryLock(byFileIn: directory.path)
      #expect(first != nil)
      #expect(try DirectoryLock(byFileIn: directory.path) == nil)
      withExtendedLifetime(first) {}
    }
    #expect(directory.names == [".s2s-lock"])
    #expect(try DirectoryLock(byFileIn: directory.path) != nil)
  }

  @Test func aKilledOwnerLeavesNoLock() async {
    await #expect(processExitsWith: .success) { [path = directory.path as String] in
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      let owner = ChildProcess {
        let lock = try DirectoryLock(path)
        write(ends[1], lock == nil ? "n" : "y", 1)
        pause()
        withExtendedLifetime(lock) {}
      }
      var answer: UInt8 = 0
      #expect(read(ends[0], &answer, 1) == 1 && answer == UInt8(ascii: "y"))
      let second = try DirectoryLock(path)
      #expect(second == nil)
      owner.kill()
      _ = owner.wait()
      let third = try DirectoryLock(path)
      #expect(third != nil)
    }
  }

  @Test func noticesThatTheDirectoryIsAnother() throws {
    let path = directory.file("model")
    mkdir(path, 0o700)
    let lock = try #require(try DirectoryLock(path))
    #expect(lock.isInPlace)
    rename(path, directory.file("moved"))
    #expect(!lock.isInPlace && !lock.isRemoved)
    mkdir(path, 0o700)
    #expect(!lock.isInPlace && !lock.isRemoved)
    rmdir(directory.file("moved"))
    #expect(!lock.isInPlace && lock.isRemoved)
    // Whoever comes to the new directory has it.
    #expect(try DirectoryLock(path) != nil)
  }

  @Test func needsADirectory() {
    #expect(throws: FileError.self) { try DirectoryLock(directory.file("nothing")) }
  }
}
