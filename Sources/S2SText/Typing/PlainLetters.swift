import CICU

/// Letters as people type them where a keyboard has none with accents.
///
/// Latin and Greek letters lose all marks. Cyrillic ones lose those of stress, and Russian `ё` its
/// dots; `й` and `ї` are other letters than `и` and `і`, and stay. Some letters become what people of
/// the language type in their place: `ø` becomes `o`, in Danish `oe`, and German `ü` becomes `ue`.
struct PlainLetters {
  private let language: String
  private let replacements: [Unicode.Scalar: String]

  /// The letters of a language.
  init(locale: String) {
    language = locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
    replacements = Self.everywhere.merging(Self.byLanguage[language] ?? [:]) { $1 }
  }

  /// Small letters that people replace in any language.
  private static let everywhere: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ħ": "h", "ŧ": "t",
  ]

  /// Small letters that people of a language replace in their own way.
  private static let byLanguage: [String: [Unicode.Scalar: String]] = {
    let danish: [Unicode.Scalar: String] = ["å": "aa", "ø": "oe"]
    return [
      "de": ["ä": "ae", "ö": "oe", "ü": "ue"], "da": danish, "nb": danish, "nn": danish,
      "no": danish,
    ]
  }()

  /// The text with plain letters; the text itself where it has no others.
  func applied(to text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var isChanged = false
    var parts = TypedPart.parts(of: Normalizer.nfc(text))
    for index in parts.indices where !parts[index].isKept {
      guard let plain = plain(parts[index].scalars) else { continue }
      parts[index].scalars = plain
      isChanged = true
    }
    return isChanged ? Normalizer.nfc(TypedPart.text(of: parts)) : text
  }

  /// A part with plain letters; `nil` where it has no others.
  private func plain(_ part: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    guard part.contains(where: { $0.value >= 0x80 }) else { return nil }
    let isShouted = part.count > 1 && !part.contains(where: \.properties.isLowercase)
    var plain: [Unicode.Scalar] = []
    var base: Unicode.Scalar?
    for scalar in part {
      if let replacement = replacement(of: scalar, isShouted: isShouted) {
        plain += replacement.unicodeScalars
        base = plain.last
      } else {
        append(scalar, base: &base, to: &plain)
      }
    }
    return plain == part ? nil : plain
  }

  /// Appends a character without the marks that it loses.
  ///
  /// - Parameter base: the last letter, which marks belong to.
  private func append(
    _ scalar: Unicode.Scalar, base: inout Unicode.Scalar?, to plain: inout [Unicode.Scalar]
  ) {
    let all = Self.decomposition(of: scalar)
    guard let first = all.first, !Self.isMark(first) else {
      if !all.allSatisfy({ loses($0, of: base) }) { plain.append(scalar) }
      return
    }
    base = first
    let kept = all.dropFirst().filter { !loses($0, of: first) }
    plain += kept.count == all.count - 1 ? [scalar] : [first] + kept
  }

  /// What people type for a letter that is no base letter with a mark; `nil` for others.
  private func replacement(of scalar: Unicode.Scalar, isShouted: Bool) -> String? {
    guard scalar.value >= 0x80 else { return nil }
    if let small = replacements[scalar] { return small }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    guard lower.count == 1, let first = lower.first, first != scalar,
      let small = replacements[first]
    else { return nil }
    return isShouted ? small.uppercased() : small.prefix(1).uppercased() + small.dropFirst()
  }

  /// Whether a letter loses a mark.
  private func loses(_ mark: Unicode.Scalar, of base: Unicode.Scalar?) -> Bool {
    guard let base, Self.isMark(mark) else { return false }
    switch base.value {
    // Latin, then Greek.
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: return true
    case 0x370...0x3FF, 0x1F00...0x1FFF: return true
    case 0x400...0x52F:
      if mark.value == 0x308 { return language == "ru" && ["е", "Е"].contains(base) }
      let isStress = mark.value == 0x300 || mark.value == 0x301
      return isStress && "аеиоуыэюяіАЕИОУЫЭЮЯІ".unicodeScalars.contains(base)
    default: return false
    }
  }

  /// Whether a character is a mark on letters.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36F).contains(scalar.value)
  }

  /// The base letter of a character and the marks on it.
  private static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard scalar.value >= 0xC0 else { return [scalar] }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Int(CICU_DECOMPOSED)) {
      guard let output = $0.baseAddress else { return [scalar] }
      let count = cicu_decompose(scalar.value, output)
      return count > 0 ? $0.prefix(Int(count)).compactMap(Unicode.Scalar.init) : [scalar]
    }
  }
}
