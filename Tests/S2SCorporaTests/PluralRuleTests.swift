import S2SCorpora
import Testing

/// The expression of `Plural-Forms`.
@Suite struct PluralRuleTests {
  /// Rules of gettext's manual, and the forms for some numbers.
  @Test(
    arguments: [
      ("nplurals=1; plural=0;", [0, 0, 0, 0, 0, 0]),
      ("nplurals=2; plural=n != 1;", [1, 0, 1, 1, 1, 1]),
      ("nplurals=2; plural=n>1;", [0, 0, 1, 1, 1, 1]),
      ("nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2;", [2, 0, 1, 1, 1, 0]),
      (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 "
          + ": 5;", [0, 1, 2, 3, 4, 4]
      ),
      (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) "
          + "? 1 : 2)", [2, 0, 1, 2, 2, 0]
      ), ("plural=!n", [1, 0, 0, 0, 0, 0]), ("plural=!!n+(2*3-5)%2", [1, 2, 2, 2, 2, 2]),
      ("plural = n || 1/n ;", [nil, 1, 1, 1, 1, 1]), ("plural=1 ? 2 : 1/0", [2, 2, 2, 2, 2, 2]),
    ] as [(String, [Int?])])
  func computesForms(rule: String, forms: [Int?]) {
    let parsed = PluralRule(rule)
    #expect([0, 1, 2, 7, 11, 121].map { parsed?.form(for: $0) } == forms)
  }

  @Test(arguments: [
    "", "nplurals=2;", "plural=EXPRESSION", "plural=", "plural=n n", "plural=(n", "plural=n ?",
    "plural=n==",
    "plural=n @ 2", "plural=n/0", "plural=99999999999999999999", "plural=0-1",
    "plural=\(String(repeating: "(", count: 400))n\(String(repeating: ")", count: 400))",
    "plural=\(String(repeating: "n?", count: 300))n",
    "plural=\(String(repeating: "1+", count: 9_000))n",
  ])
  func hasNoneOtherwise(rule: String) { #expect(PluralRule(rule) == nil) }
}
