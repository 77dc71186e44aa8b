import Glibc
import S2SFiles
import TestSupport
import Testing

@Suite struct DirectoryTests {
  let directory = TemporaryDirectory()

  @Test func findsRegularFilesBelow() {
    for name in ["b", "b/c", "empty"] { mkdir(directory.file(name), 0o700) }
    directory.write("four", to: "b/c/deep")
    directory.write("", to: "b/a")
    directory.write("one", to: "b-last")
    symlink(directory.path, directory.file("b/circle"))
    mkfifo(directory.file("pipe"), 0o700)
    let found = Directory.files(below: directory.path)
    #expect(found.map(\.path) == ["b-last", "b/a", "b/c/deep"])
    #expect(found.map(\.size) == [3, 0, 4])
    #expect(Directory.files(below: directory.file("nothing")).isEmpty)
    #expect(Directory.files(below: directory.file("b-last")).isEmpty)
  }
}
