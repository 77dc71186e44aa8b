import Foundation
import TestSupport
import Testing

/// `corpora/debian.sh`, which downloads what `s2s corpus debian` reads, with an archive on this
/// disk in the place of Debian's.
@Suite struct CorpusDebianScriptTests {
  let command: Command

  init() throws {
    command = try Command()
    for (name, text) in Self.tools {
      try command.write("#!/bin/bash\n" + text, to: "tools/" + name)
      let path = command.home.appending(path: "tools/" + name).path
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    for (language, text) in [("fr", "jeu pour deux personnes"), ("en", "a game for two people")] {
      try command.write(
        "Description-md5: 1\nDescription-\(language): \(text)\n",
        to: "archive/lists/host_i18n_Translation-\(language)")
    }
    try addPackage("manpages", page: "usr/share/man/man1/five.1", "count up to five")
    try addPackage("manpages-fr", page: "usr/share/man/fr/man1/five.1", "compter jusqu'à cinq")
  }

  /// What the script calls, in bash; a file says what fails, or that the script is killed.
  private static let tools = [
    "apt-get": #"""
    place=$(dirname "$0")
    printf '%s\n' "${*: -2}" >> "$place/log"
    [ "$(cat "$place/fault")" != "${@: -1}" ] || exit 100
    case " $* " in
      *" update "*)
        lists=$(sed -n 's/^Dir::State::lists "\(.*\)";/\1/p' "$2")
        cp "$place"/../archive/lists/* "$lists/" ;;
      *) cp "$place/../archive/${@: -1}_1%3a2_all.deb" . ;;
    esac
    """#,
    "apt-cache": #"ls "$(dirname "$0")/../archive/${@: -1}_"*.deb"#,
    "dpkg-deb": #"""
    place=$(dirname "$0")
    cp -r "$place/../archive/$(cat "$2")/." "$3"
    case "$(cat "$place/fault")" in
      unpack) exit 2 ;;
      kill) kill -9 $PPID ;;
    esac
    """#,
    "fault": "",
  ]

  /// Adds a package of one manual page to the archive.
  private func addPackage(_ name: String, page: String, _ text: String) throws {
    try command.write(".SH NAME\nfive \\- \(text)\n", to: "archive/\(name)/\(page)")
    try command.write(name, to: "archive/\(name)_1%3a2_all.deb")
  }

  private func script(_ arguments: String, fault: String = "") throws -> Command.Result {
    try command.write(fault, to: "tools/fault")
    return try script(arguments, path: command.home.path + "/tools:/usr/bin:/bin")
  }

  private func script(_ arguments: String, path: String) throws -> Command.Result {
    let script = SourceScan.root.appending(path: "corpora/debian.sh").path
    let settings =
      "export PATH='\(path)' DOWNLOADS='\(command.home.path)/corpora/debian-downloads'; "
    return try command.run(
      ["-c", settings + "exec /bin/bash '\(script)' \(arguments)"], of: "/bin/bash")
  }

  /// What was asked of apt since the last time.
  private func requests() throws -> [String] {
    let log = "tools/log"
    defer { try? FileManager.default.removeItem(at: command.home.appending(path: log)) }
    let text = (try? command.bytes(of: log)).map { String(decoding: $0, as: UTF8.self) }
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  @Test func downloadsOnceWhatTheCommandReads() throws {
    let first = try script("fr en a,c")
    #expect(first.status == 0, "\(first.error)")
    #expect(
      first.error.contains("There is no package manpages-dev in this archive; it is left out"))
    #expect(
      try requests() == [
        "APT::Update::Error-Mode=any update", "download manpages", "download manpages-fr",
      ])
    let made = try command.run(
      "corpus", "debian", "--src", "fr", "--tgt", "en", "--parts", "A,C", "--valid", "0", "--test",
      "0")
    #expect(made.status == 0, "\(made.error)")
    #expect(made.error.contains("Wrote 2 pairs to "))
    let text = String(
      decoding: try command.bytes(of: "corpora/debian-fr-en/train.fr"), as: UTF8.self)
    #expect(text == "jeu pour deux personnes\nfive - compter jusqu'à cinq\n")
    let again = try script("fr en A C")
    #expect(again.status == 0, "\(again.error)")
    #expect(try requests().isEmpty)
    #expect(try script("de en C").error.contains("The index has no descriptions in de"))
  }

  /// A killed run leaves no half package, and the next one goes on.
  @Test func aKilledRunGoesOn() throws {
    #expect(try script("fr en C", fault: "kill").status == 9)
    #expect(try packages().isEmpty)
    _ = try requests()
    #expect(try script("fr en C").status == 0)
    #expect(try requests() == ["download manpages", "download manpages-fr"])
    #expect(
      try packages() == [
        "manpages", "manpages-fr", "manpages-fr_1%3a2_all.deb", "manpages_1%3a2_all.deb",
      ])
  }

  private func packages() throws -> [String] {
    try command.names(in: "corpora/debian-downloads/C")
  }

  /// The tool that fails, the exit code, and a part of the sentence.
  @Test(arguments: [
    ("update", Int32(69), "the archive's index could not be downloaded; check the network"),
    ("manpages-fr", 69, "manpages-fr could not be downloaded; check the network"),
    ("unpack", 74, "manpages could not be unpacked"),
  ])
  func failuresHaveOneSentence(fault: String, status: Int32, part: String) throws {
    let result = try script("fr en C", fault: fault)
    #expect(result.status == status, "\(result.error)")
    let errors = result.error.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 1 && errors[0].contains(part), "\(result.error)")
    #expect(try script("fr en C").status == 0)
  }

  /// Without a network, what is there for another language is no index for this one.
  @Test func anotherLanguageNeedsTheNetwork() throws {
    #expect(try script("fr en C").status == 0)
    #expect(try script("de en C", fault: "update").status == 69)
  }

  /// The script refuses what it cannot do with one sentence, before any download.
  @Test(arguments: [
    ("fr", "name two languages"), ("no.language en", "no.language is not the code of a language"),
    ("en en", "both languages are English"), ("fr de", "neither fr nor de is en"),
    ("en fr A F", "there is no part F"),
  ])
  func saysWhatIsWrong(arguments: String, part: String) throws {
    let result = try script(arguments, path: "/usr/bin:/bin")
    #expect(result.status == 64, "\(result.error)")
    #expect(result.error.hasPrefix("error: ") && result.error.contains(part), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
  }

  @Test func needsAFolderToWriteTo() throws {
    try command.write("in the way", to: "corpora/debian-downloads")
    let result = try script("fr en")
    #expect(result.status == 73)
    #expect(result.error.hasPrefix("error: cannot write to "), "\(result.error)")
  }

  /// As on a Mac.
  @Test func needsApt() throws {
    for name in ["dirname", "tr"] {
      try FileManager.default.createSymbolicLink(
        at: command.home.appending(path: "archive/" + name),
        withDestinationURL: URL(filePath: "/usr/bin/" + name))
    }
    let result = try script("fr en", path: command.home.path + "/archive")
    #expect(result.status == 69)
    #expect(
      result.error
        == "error: there is no apt-get here; run this on Debian, or in a container of it.\n")
  }
}
