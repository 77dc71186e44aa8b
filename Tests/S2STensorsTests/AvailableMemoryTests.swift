import Glibc
import S2STensors
import TestSupport
import Testing

@Suite struct AvailableMemoryTests {
  @Test func whatIsLeftIsWithinTheLimit() throws {
    #expect((1...AvailableMemory.limit).contains(AvailableMemory.left))
    try AvailableMemory.require(1)
    #expect(throws: MemoryShortage.self) { try AvailableMemory.require(Int.max) }
  }

  /// `ulimit -v` and `ulimit -d` count what the process holds already.
  @Test func limitsOfTheProcessCount() async {
    await #expect(processExitsWith: .success) {
      for resource in [RLIMIT_DATA, RLIMIT_AS] {
        var limit = rlimit(rlim_cur: 1 << 32, rlim_max: 1 << 32)
        precondition(setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0)
        precondition(AvailableMemory.limit <= 1 << 32)
        precondition(AvailableMemory.left < 1 << 32)
      }
      let held = mmap(nil, 3 << 30, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      precondition(held != MAP_FAILED && AvailableMemory.left < 1 << 30)
    }
  }

  @Test func controlGroupsOfBothVersionsCount() {
    let directory = TemporaryDirectory()
    for folder in ["memory", "memory/a", "memory/a/b", "c"] { mkdir(directory.file(folder), 0o700) }
    directory.write("9223372036854771712\n", to: "memory/memory.limit_in_bytes")
    directory.write("5000\n", to: "memory/memory.usage_in_bytes")
    directory.write("1000\n", to: "memory/a/memory.limit_in_bytes")
    directory.write("900\n", to: "memory/a/memory.usage_in_bytes")
    directory.write("cache 1\ntotal_inactive_file 50\n", to: "memory/a/memory.stat")
    directory.write("max\n", to: "memory.max")
    directory.write("7000\n", to: "c/memory.max")
    directory.write("9000\n", to: "c/memory.current")
    let list = directory.write("4:cpu:/x\n3:memory:/a/b\n0::/c\nnonsense\n", to: "list")
    let groups = ControlGroup.groups(in: list, mount: directory.path)
    #expect(groups.map(\.limit) == [9_223_372_036_854_771_712, 1_000, nil, nil, 7_000])
    #expect(groups.map(\.left) == [9_223_372_036_854_766_712, 150, nil, nil, 0])
    #expect(ControlGroup.groups(in: directory.file("none"), mount: "/").isEmpty)
  }
}
