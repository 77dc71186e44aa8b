import Glibc
import S2SFiles
import TestSupport
import Testing

/// Paths from the root, and from one directory to another.
@Suite struct AbsolutePathTests {
  private let folder = TemporaryDirectory()

  @Test(arguments: [
    ("/a/b/c", "/a/d", "../b/c"), ("/a/b", "/a/b", "."), ("/a", "/a/b/c", "../.."),
    ("/a/b", "/", "a/b"), ("/", "/x", ".."), ("/none/../a//b/./c/", "/a", "b/c"),
  ])
  func leadsFromADirectory(path: String, directory: String, relative: String) {
    let directory = AbsolutePath(directory)
    let path = AbsolutePath(path)
    #expect(path.relative(to: directory) == relative)
    #expect(AbsolutePath(relative, in: directory) == path)
    #expect(AbsolutePath(path.text, in: directory) == path)
  }

  /// Links above the last name are followed, the last one on request, and what is not there yet has a
  /// path, too.
  @Test func followsLinks() throws {
    try Directory.create(folder.file("a/b"))
    symlink("a", folder.file("link"))
    let real = AbsolutePath(folder.path, followsLast: true).text
    #expect(AbsolutePath(folder.file("link/b")).text == real + "/a/b")
    #expect(AbsolutePath(folder.file("link")).text == real + "/link")
    #expect(AbsolutePath(folder.file("link"), followsLast: true).text == real + "/a")
    #expect(AbsolutePath(folder.file("link/..")).text == real)
    #expect(AbsolutePath(folder.file("link/new")).text == real + "/a/new")
    #expect(
      AbsolutePath(folder.file("new/newer"), followsLast: true).text == folder.file("new/newer"))
    #expect(AbsolutePath("x").parent == AbsolutePath(".", followsLast: true))
  }
}
