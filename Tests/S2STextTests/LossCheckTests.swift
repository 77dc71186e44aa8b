import S2SText
import Testing

/// What a translation has lost of the addresses, numbers and symbols of its source.
@Suite struct LossCheckTests {
  private static let english = LossCheck(locale: "en")
  private static let french = LossCheck(locale: "fr")

  private func lost(_ source: String, _ translation: String, _ check: LossCheck = english)
    -> [String]
  {
    check.lost(of: ProtectedItems(source), in: translation)
  }

  /// Another way to write the same is no loss.
  @Test(arguments: [
    ("Notez 101, 102, 103.", "103, 101 and 102."),
    ("1 234 et 1\u{202F}234 567,5", "1,234 and 1,234,567.5"),
    ("1.234,50 EUR, 1'000, 3,14", "1,234.50 EUR, 1000, 3.14"),
    ("12,34,567", "1,234,567"),
    ("-42 et \u{2212}7", "\u{2212}42 and -7"),
    ("10-20, 5\u{2013}6", "10 to 20, 5-6"),
    ("17/05/2024", "5/17/2024"),
    ("le 17.05.2024 ou 2024-05-17", "17/05/2024 or 17-05-2024"),
    ("à 14h30, 8h05, 14h et 00:15", "at 2:30 pm, 8:05, 2 pm and 12:15 am"),
    ("14h00, 9h", "2 pm, 9:00"),
    ("\u{FF14}\u{FF17}\u{FF11}\u{FF11}, ٤٧١١", "4711, 4711"),
    ("+33 1 23 45 67 89", "+33 1 23 45 67 89"),
    ("01.23.45.67.89", "01 23 45 67 89"),
    ("555 123 4567", "555-123-4567"),
    ("192.168.0.1 v2.0.10", "v2.0.10 on 192.168.0.1"),
    ("12 chats, le 3e, 21 chiens", "twelve cats, the third, twenty-one dogs"),
    ("B12, 5km, 50 %, 50٪", "B12, 5 km, 50%, 50%"),
    ("(https://a.fr/1?x=2), x7@y.org.", "x7@y.org or https://a.fr/1?x=2!"),
    ("😀 et 👩‍👩‍👧 🇫🇷 ❤️ 1️⃣ €", "❤ 🇫🇷 1⃣ 👩‍👩‍👧 € 😀"),
    ("l'été, naïf — « oui »", "summer"),
    ("", "12"),
    ("Voici \u{2013} 5 pommes, - 3 poires", "Here are 5 apples, 3 pears"),
    ("20 et 5, 1000000 de chats, 105", "twenty, five, a million cats, one hundred and five"),
    ("12 et 12", "twelve and twelve"), ("100 200 300", "100, 200 and 300"),
  ])
  func nothingIsLost(source: String, translation: String) {
    #expect(lost(source, translation) == [])
  }

  @Test(arguments: [
    ("101, 102, 103", "102", ["101", "103"]),
    ("12 et 12 et 12", "12, 12", ["12"]),
    ("1 234", "234", ["1 234"]),
    ("1\u{202F}234,50", "1.234", ["1\u{202F}234,50"]),
    ("3,05", "3.5", ["3,05"]),
    ("007", "7", ["007"]),
    ("-42", "42", ["-42"]),
    ("42", "-42", ["42"]),
    ("17/05/2024", "17/2024", ["17/05/2024"]),
    ("14:30", "14:31", ["14:30"]),
    ("12:30 et 12", "12:30", ["12"]),
    ("192.168.0.1", "192.168.0.2", ["192.168.0.1"]),
    ("+33 1 23 45", "33 1 45", ["23", "+"]),
    ("50% de 10 €", "50 of 10", ["%", "€"]),
    ("5 chats et 12", "cats and twelve twelve", ["5"]),
    ("12 ou 12", "twelve", ["12"]),
    ("٤٧١١", "4712", ["4711"]),
    ("https://a.fr/1", "https://a.fr/2", ["https://a.fr/1"]),
    ("Merci 😀😀!", "Thanks 😀!", ["😀"]),
    ("👍🏽", "👍", ["👍🏽"]),
    ("3D, x2", "", ["3", "2"]),
    ("½ et ①", "", ["½", "①"]),
    ("5", "5,000", ["5"]), ("1 234", "1,234,567", ["1 234"]),
    ("5 et 12", "1.5 at 12:05", ["5", "12"]),
    ("20", "twenty-five", ["20"]), ("100", "one hundred and five", ["100"]),
    ("5", "five million", ["5"]), ("20", "three hundred twenty", ["20"]), ("1", "a million", ["1"]),
    ("3/4 à 14:30", "4/3 at 30:14", ["3/4", "14:30"]),
  ])
  func whatIsGoneIsNamed(source: String, translation: String, expected: [String]) {
    #expect(lost(source, translation) == expected)
  }

  @Test func wordsAreThoseOfTheTarget() {
    #expect(lost("12 cats, 80 dogs", "douze chats, quatre-vingts chiens", Self.french) == [])
    #expect(lost("12 cats", "twelve", Self.french) == ["12"])
    #expect(lost("22", "zweiundzwanzig", LossCheck(locale: "de")) == [])
    #expect(lost("12 cats", "我有十二只猫", LossCheck(locale: "zh")) == [])
    #expect(lost("2, 12, 20", "二十五, 十二", LossCheck(locale: "zh")) == ["2", "20"])
    #expect(lost("12", "douze", LossCheck(locale: "no such language")) == ["12"])
  }

  /// Twice the text takes about twice the time, whatever it is made of.
  @Test func longTextIsNoTrouble() {
    for unit in ["1 ", "12:30 ", "7", "😀", "1,", "+", "-1", "é", "1h", "12 345 "] {
      let text = String(repeating: unit, count: 4_000)
      #expect(lost(text, text) == [])
      #expect(lost(text, "").count == ProtectedItems(text).count)
    }
  }
}
