import S2SCorpora
import S2SFiles
import TestSupport
import Testing

/// Descriptions of packages, pages of HTML and manual pages, cut into blocks.
@Suite struct DebianTextTests {
  private func shown(_ blocks: [TextBlock]) -> [String] {
    blocks.map { "\($0.kind)|\($0.text)" }
  }

  // MARK: - Descriptions

  @Test func bodiesHaveParagraphsItemsAndLines() {
    let lines = [
      " It plays chess", " and go.", " .", " Features:", "  * opening books,",
      "    also large ones",
      "  * two\tplayers", "  verbatim one", "  verbatim two", " .", " It is - as one",
      " - says - quick:", " - first", "   goes on", " - second", " 2. third", " .", " .", " end",
    ]
    #expect(
      shown(DescriptionBody.blocks(of: lines)) == [
        "paragraph|It plays chess and go.", "paragraph|Features:",
        "*|opening books, also large ones", "*|two players", "verbatim|verbatim one",
        "verbatim|verbatim two", "paragraph|It is - as one - says - quick:", "*|first goes on",
        "*|second", "*|third", "paragraph|end",
      ])
    #expect(DescriptionBody.blocks(of: []).isEmpty)
  }

  /// Every mark of a list is the same, with or without a space where no word begins with it.
  @Test(arguments: ["* a", "- a", "+ a", "o a", "• a", "–a", "−a", "12) a", "3. a"])
  func marksOfLists(line: String) {
    #expect(shown(DescriptionBody.blocks(of: ["  " + line])) == ["*|a"])
  }

  @Test func linesMeetWithoutSpaceInScriptsThatHaveNone() {
    #expect(
      shown(DescriptionBody.blocks(of: [" ポリサ", " イクッ", " go の", " x"])) == [
        "paragraph|ポリサイクッ go の x"
      ])
  }

  private func read(_ bytes: [UInt8]) throws -> (found: [PackageDescription], incomplete: Int) {
    let folder = TemporaryDirectory()
    var reader = DescriptionReader(
      path: folder.write(bytes, to: "list"), DebianLanguage("pt_BR"))
    var found: [PackageDescription] = []
    try reader.forEach { found.append($0) }
    return (found, reader.incomplete)
  }

  @Test func readsStanzas() throws {
    let text = """
      Package: a
      Description-md5: 01
      Description-pt_BR: um jogo\u{20}
       linha um
       .
       linha dois


      Package: b
      Description-md5: 02
      Description-fr: un jeu
       une ligne

      Package: c
      Description-pt_BR: sem soma

      Package: d
      Description-md5: 03
      Description-pt_BR: cortado
       no meio
      """
    let (found, incomplete) = try read(Array(text.utf8))
    #expect(found.map(\.key) == ["01", "03"])
    #expect(found.first?.summary == "um jogo")
    #expect(found.first?.body == [" linha um", " .", " linha dois"])
    #expect(incomplete == 2)
  }

  @Test func passesOverStanzasThatAreNotUTF8() throws {
    let bad = Array("Description-md5: 01\nDescription-pt_BR: j".utf8) + [0xe9] + Array("u\n\n".utf8)
    let good = Array("Description-md5: 02\nDescription-pt_BR: bom\n".utf8)
    let (found, incomplete) = try read(bad + good)
    #expect(found.map(\.summary) == ["bom"])
    #expect(incomplete == 1)
    #expect(try read([]).found.isEmpty)
  }

  // MARK: - HTML

  @Test func pagesHaveBlocks() {
    let page = """
      <!DOCTYPE html><html><head><title>no</title></head><body>
      <!-- <p>no</p> --><h1 id="a">Opening &amp; closing</h1>
      <p class=x id='b'>A <b>bold</b>,<br>a&nbsp;line<script>if (a < b) {}</script> and
         <a href="x>y">more</a>.</p>
      <ul><li><p>one</p><li>two</ul><pre>code</pre>
      <table><tr><td>cell<td>3 < 4</table>tail</body></html>
      """
    #expect(
      shown(HTMLBlocks.blocks(of: page)) == [
        "h1|Opening & closing", "p|A bold, a\u{A0}line and more.", "p|one", "li|two", "td|cell",
        "td|3 < 4", "body|tail",
      ])
    #expect(HTMLBlocks.blocks(of: page).compactMap(\.id) == ["a", "b"])
  }

  /// Of LibreOffice's variants for several systems the one for all others stays.
  @Test func hiddenVariantsAreNoText() {
    let page = """
      <p id="x">Press <span hidden="true" id="MAC1" class="MAC">Command</span><span hidden="true"
       id="default1">Ctrl</span>+A. <input hidden>Then</p>
      """
    #expect(shown(HTMLBlocks.blocks(of: page)) == ["p|Press Ctrl+A. Then"])
  }

  /// What is cut off or closed wrongly gives what there is.
  @Test(arguments: [
    ("<p>one", ["p|one"]), ("<p>one<p id=\"x", ["p|one"]), ("<p>one<!-- two", ["p|one"]),
    ("<p>one</p></div></p>two", ["p|one", "|two"]), ("<script>one", []), ("", []),
    ("<p>a &unknown; &#xD800; &lt;b", ["p|a &unknown; &#xD800; <b"]), ("<", ["|<"]),
    ("<p>a&#10;&#9;b&nbsp;", ["p|a b"]),
    ("<div><p>one</div>two", ["p|one", "|two"]), ("<p>a < b <3 <>", ["p|a < b <3 <>"]),
  ])
  func damagedPages(page: String, blocks: [String]) {
    #expect(shown(HTMLBlocks.blocks(of: page)) == blocks)
  }
}
