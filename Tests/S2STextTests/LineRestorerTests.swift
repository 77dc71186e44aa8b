import S2SText
import Testing

@Suite struct LineRestorerTests {
  private func restorer(_ lines: [String], _ locale: String) throws -> LineRestorer {
    let text = try TextPipeline.learn(from: lines, locale: locale, vocabularySize: 300)
    return LineRestorer(text.normalizing(by: .typed, habits: LineHabits(of: lines, locale: locale)))
  }

  private static let french = [
    "Nous aimons Paris.", "Elle va à Paris avec Marie.", "Il voit Marie et l'ONU.",
    "Où est l'ONU ?",
    "Le chat dort.", "Un chat voit le chien.", "Le pape voit le Pape.",
  ]

  @Test(arguments: [
    ("ELLE AIME PARIS.", "Elle aime Paris.", true), ("elle aime paris.", "Elle aime Paris.", false),
    ("Elle aime Paris.", "Elle aime Paris.", false),
    ("elle aime Paris.", "Elle aime Paris.", false),
    ("L\u{2019}ONU AIME MARIE !", "L'ONU aime Marie!", true), ("ONU", "ONU", false),
    ("À LA MER", "À la mer", true), ("\u{AB} ÉTÉ \u{BB}", "\"Été\"", true), ("A", "A", false),
    ("12 CHATS", "12 chats", true), ("12 chats", "12 chats", false), ("le pape", "Le pape", false),
    ("VOIR HTTP://A.ORG/B J.D@A.ORG", "Voir HTTP://A.ORG/B J.D@A.ORG", true), ("42", "42", false),
    ("http://a.org/b", "http://a.org/b", false), ("iPhone ici", "iPhone ici", false),
    ("", "", false),
  ])
  func givesLinesOfOneCaseTheirCapitals(line: String, text: String, isShouted: Bool) throws {
    let restored = try restorer(Self.french, "fr").restored(line)
    #expect(restored == RestoredLine(text: text, isShouted: isShouted), "\(restored)")
  }

  @Test func followsTheLinesThatWereLearnedFrom() throws {
    let small = try restorer(["un chat dort .", "un chien dort .", "deux chats dorment ."], "fr")
    #expect(small.restored("UN CHAT") == RestoredLine(text: "un chat", isShouted: true))
    #expect(small.restored("un chat").text == "un chat")
    let capitals = try restorer(["UN CHAT DORT", "UN CHIEN DORT"], "fr")
    #expect(capitals.restored("UN LION").isShouted)
    let turkish = try restorer(["Güzel bir ışık var.", "Bir ışık daha."], "tr")
    #expect(turkish.restored("BİR IŞIK").text == "Bir ışık")
    let german = try restorer(["Ich sehe den Hund.", "Der Hund sieht den Hund."], "de")
    #expect(german.restored("ICH SEHE DEN HUND.").text == "Ich sehe den Hund.")
    let chinese = try restorer(["今天很冷。", "车站在哪里？"], "zh")
    #expect(chinese.restored("今天很冷。") == RestoredLine(text: "今天很冷。"))
  }

  @Test func countsTheSentencesOfLines() {
    let one = Array(repeating: "Il fait froid.", count: 19)
    #expect(LineHabits(of: one + ["Il pleut. Il neige."], locale: "fr").sentences == 1)
    let two = Array(repeating: "Il pleut. M. Dupont sort.", count: 3)
    #expect(LineHabits(of: one + two, locale: "fr").sentences == 2)
    #expect(LineHabits(of: [], locale: "fr").sentences == 1)
  }
}
