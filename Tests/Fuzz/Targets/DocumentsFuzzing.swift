import S2SCorpora

/// The input is a page of HTML, a manual page and the list of a package index, whatever it looks like.
enum DocumentsFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    var reader = DescriptionReader(path: inputFile.holding(input), DebianLanguage("fr"))
    try reader.forEach { description in
      check(DescriptionBody.blocks(of: description.body))
      claim(!description.key.isEmpty, "a description has a key")
    }
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let (page, manual) = (HTMLBlocks.blocks(of: text), RoffBlocks.blocks(of: lines))
    check(page)
    check(manual)
    check(DescriptionBody.blocks(of: lines))
    var last = (english: -1, other: -1)
    for pair in BlockAlignment.pairs(page, manual) {
      claim(pair.english > last.english && pair.other > last.other, "pairs follow one another")
      claim(page[pair.english].kind == manual[pair.other].kind, "pairs are of one kind")
      last = pair
    }
    let label = CatalogueLabel.plain(text, text)
    claim(label.english.utf8.elementsEqual(label.other.utf8), "equal messages stay equal")
    claim(label.english.utf8.count <= text.utf8.count, "a label only gets shorter")
  }

  private static func check(_ blocks: [TextBlock]) {
    for block in blocks {
      claim(!block.text.utf8.contains { $0 == 9 || $0 == 10 }, "a block is on one line")
    }
  }

  static func seeds() -> [[UInt8]] {
    [
      "<html><body><p id=\"a\">One <b>two</b>&eacute;</p><ul><li>x<li hidden>y</ul><!-- z --><pre>c</pre>",
      ".TH x 1\n.SH NAME\nx \\- \\fBy\\fP\\(em\n.TP 3\n.BR a \"b c\"\ntext\n.nf\ncode\n.fi\n.IP \\[bu] 2\nz\n",
      "Package: x\nDescription-md5: 1\nDescription-fr: jeu\n un jeu\n .\n  * deux\n   suite\n\nPackage: y\n",
      "Save _As <b>x</b> &Open (~F) file_name",
    ].map { Array($0.utf8) }
  }
}
