import S2SCorpora
import Testing

/// Manual pages in roff.
@Suite struct DebianManualTests {
  private func shown(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return RoffBlocks.blocks(of: lines).map { "\($0.kind)|\($0.text)" }
  }

  @Test func pagesHaveBlocks() {
    let page = #"""
      .\" A comment
      '\" t
      .TH demo 1 "2024-01-01" "Demo 1.0"
      .SH NAME
      demo, test \- show
      .I something \" so it says
      .SS "In quotes"
      First line
      of \fBtwo\fP.
      .PP
      See
      .BR open (2),
      .RB [ \-v ]
      and
      .UR http://example.org/
      the page
      .UE .
      .TP 8
      .B \-a
      All of
      them.
      .TP
      plain tag
      Its text.
      .IP \[bu] 3
      An item.
      .RS
      Deeper.
      .RE
      .nf
      code {
      .PP
      more
      .fi
      After code.
      .br
      A new line.

      Behind a blank line
       and one with a space.
      """#
    #expect(
      shown(page) == [
        "SH|NAME", "PP|demo, test - show something", "SS|In quotes", "PP|First line of two.",
        "PP|See open(2), [-v] and the page.", "tag|-a", "TP|All of them.", "tag|plain tag",
        "TP|Its text.", "IP tag|•", "IP|An item.", "PP|Deeper.", "PP|After code.", "PP|A new line.",
        "PP|Behind a blank line", "PP|and one with a space.",
      ])
  }

  /// Definitions, tables, conditions and unknown macros give no text, and pages of BSD no blocks.
  @Test(arguments: [
    (".de XX\n.B never\n..\n.PP\ntext", ["PP|text"]), (".TS\na b\n.TE\ntext", ["PP|text"]),
    (".if n \\{\\\n.B never\n.\\}\ntext", ["PP|text"]), (".ie n .B x\n.el .B y\ntext", ["PP|text"]),
    (".PP\none\n.XX two\nthree\n.PP\nfour", ["PP|", "PP|four"]), (".Dd May 1\n.Sh NAME\nx", []),
    (".so man3/printf.3", []), (".nf\nnever\n.SH END\ntext", ["SH|END", "PP|text"]),
    (".UR http://a.b\n.UE ,\nit", ["PP|http://a.b, it"]),
    (".SH\nNext line\ntext", ["SH|Next line", "PP|text"]),
    (".B\nbold\nline", ["PP|bold line"]), (".BR a\\ b c", ["PP|a\u{A0}bc"]),
    (".B \"two \"\"quoted\"\" words\" x", ["PP|two \"quoted\" words x"]), (".nf\nnever", []),
    ("a\\c\nb", ["PP|ab"]), (".TP", []), (".", []), ("'", []), ("", []), (".IP", []),
  ])
  func whatIsPassedOver(page: String, blocks: [String]) {
    #expect(shown(page) == blocks)
  }

  @Test(arguments: [
    (#"\fBbold\fP \f(CWwide\fR \f[B]x\f[]"#, "bold wide x"),
    (#"a\-b \(em \[em] \[aq]"#, "a-b — — '"),
    (#"\s-1SMALL\s0 \s+2x\s(10y\s[12]z"#, "SMALL xyz"),
    (#"a\ b\~c\&d\|e\^f\%g\:h"#, "a\u{A0}b\u{A0}cdefgh"),
    (#"\e \\ \[rs]"#, #"\ \ \"#), (#"\(co \(:A \('e \[u00E9] \*(lq\*(rq\*R"#, "© Ä é é “”®"),
    (#"\h'1m'a\v'-.4m'b"#, "ab"), ("plain", "plain"), ("", ""), (#"\"#, ""), (#"\f"#, ""),
    (#"\("#, nil), (#"\[nothing]"#, nil), (#"\[em"#, "—"), (#"\*(zz"#, nil), (#"\n(xx"#, nil),
    (#"\[u110000]"#, nil), (#"\[uD800]"#, nil), (#"\h'"#, ""), (#"\s"#, ""), (#"\q"#, nil),
  ])
  func escapes(line: String, text: String?) {
    #expect(RoffText(line).text == text)
  }
}
