import S2SText

/// What the cell of a header row says of its column.
enum ColumnName: Equatable {
  /// The column is in a language; the code of it, and the cell itself.
  case language(String, cell: String)
  /// The column is a side of the pairs, as `source` and `translation` say.
  case side(LanguagePair.Side)
  /// The column is something else that tables have, such as `id` and `score`.
  case other
  /// The cell is no name that columns have.
  case unknown

  /// The language's code, if the cell names one.
  var code: String? { if case .language(let code, _) = self { code } else { nil } }

  /// The cell that names a language, in lower case.
  var tag: String? { if case .language(_, let cell) = self { cell.lowercased() } else { nil } }

  private static let sources = words(
    """
    source sources src original input question prompt utterance quelle quelltext ausgangstext origine \
    origen fuente sorgente originale origem fonte bron källa źródło zdroj исходный исходник оригинал \
    源 源文 原文
    """)
  private static let targets = words(
    """
    target targets tgt trg translation translations translated output reference ref answer reply \
    response cible traduction ziel zieltext übersetzung destino traducción traduccion traduzione \
    tradução traducao doel vertaling mål översättning oversættelse cel tłumaczenie překlad перевод \
    译文 翻译 訳文 翻訳
    """)
  private static let texts = words(
    """
    text texts texte textes sentence sentences phrase phrases segment segments string strings word \
    words line lines column lang language langue sprache satz sätze frase frases zin текст 句子
    """)
  private static let others = words(
    """
    id ids nr no num number numéro nummer index idx row key n pos score scores similarity ratio \
    length date time url link domain corpus split comment comments kommentar commentaire note notes \
    attribution license licence author user context type category tag tags file name unnamed
    """)

  private static let regions = words("brazil portugal simplified traditional hans hant latn cyrl")

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(separator: " ").map(String.init))
  }

  /// Reads a cell of a table in these languages.
  init(_ cell: String, _ languages: [String]) {
    guard cell.utf8.count <= 80 else {
      self = .unknown
      return
    }
    let words = Self.split(cell)
    // `id` and `no` are languages, too.
    if let word = words.first, words.count == 1, Self.others.contains(word),
      !languages.contains(word)
    {
      self = .other
    } else if let code = Self.code(cell, words) {
      self = .language(code, cell: cell)
    } else {
      self = Self.role(words)
    }
  }

  private static func role(_ words: [String]) -> ColumnName {
    let known = words.allSatisfy {
      sources.contains($0) || targets.contains($0) || texts.contains($0) || others.contains($0)
    }
    guard known else { return .unknown }
    if words.contains(where: others.contains) { return .other }
    switch (words.contains(where: sources.contains), words.contains(where: targets.contains)) {
    case (true, false): return .side(.source)
    case (false, true): return .side(.target)
    default: return .other
    }
  }

  /// The one language that a cell names beside words for texts and sides, as `text_en` does.
  private static func code(_ cell: String, _ words: [String]) -> String? {
    if let code = LanguageName.code(cell.filter { $0 != " " }) { return code }
    let rest = words.filter {
      !texts.contains($0) && !sources.contains($0) && !targets.contains($0)
    }
    guard let first = rest.first, rest.count == 1 || rest.dropFirst().allSatisfy(isRegion)
    else { return nil }
    return LanguageName.code(first)
  }

  /// `FR` behind `fr`, and the like.
  private static func isRegion(_ word: String) -> Bool {
    word.utf8.count == 2 || regions.contains(word)
  }

  /// The words of a name such as `Source text`, `source_text` or `sourceText`, in lower case.
  private static func split(_ cell: String) -> [String] {
    var words: [String] = [""]
    var wasLower = false
    for character in cell {
      if !character.isLetter {
        words.append("")
      } else if character.isUppercase && wasLower {
        words.append(character.lowercased())
      } else {
        words[words.count - 1] += character.lowercased()
      }
      wasLower = character.isLowercase
    }
    return words.filter { !$0.isEmpty }
  }
}
