/// A French verb, conjugated from a regular model or from the table of irregular verbs.
package struct FrenchVerb: Sendable {
  let infinitive: String
  /// In the order of `Person`.
  package let present: [String]
  /// The past participle, masculine singular.
  package let participle: String
  let futureStem: String
  let imperfectStem: String
  /// tu, nous, vous.
  package let imperative: [String]
  /// In the order of `Person`.
  package let subjunctive: [String]

  /// The verb and its compounds made with être: `je suis allé`.
  var usesEtre: Bool { Self.motion.contains(infinitive) }

  private static let motion: Set<String> = [
    "aller", "venir", "arriver", "partir", "entrer", "sortir", "monter", "descendre", "naître",
    "mourir", "rester", "tomber", "revenir", "devenir", "rentrer", "retourner", "repartir",
  ]

  /// `je mangeais`.
  package func imperfect(_ person: Person) -> String {
    spelled(imperfectStem, ["ais", "ais", "ait", "ions", "iez", "aient"][person.rawValue])
  }

  /// `je mangerai`.
  package func future(_ person: Person) -> String {
    futureStem + ["ai", "as", "a", "ons", "ez", "ont"][person.rawValue]
  }

  /// `je mangerais`.
  package func conditional(_ person: Person) -> String {
    futureStem + ["ais", "ais", "ait", "ions", "iez", "aient"][person.rawValue]
  }

  /// The participle as it agrees: `allé`, `allée`, `allés`, `allées`.
  package func participle(_ gender: Gender, _ number: GrammaticalNumber) -> String {
    let feminine = gender == .feminine ? "e" : ""
    let stem = participle == "dû" && gender == .feminine ? "du" : participle
    let plural = number == .plural && !(stem + feminine).hasSuffix("s") ? "s" : ""
    return stem + feminine + plural
  }

  /// c and g keep their sound before a and o: `je mangeais`, `nous commençons`.
  private func spelled(_ stem: String, _ ending: String) -> String {
    Self.soft(stem, before: ending) + ending
  }

  fileprivate static func soft(_ stem: String, before ending: String) -> String {
    guard infinitiveSoftens(stem), let first = ending.first, first == "a" || first == "o" else {
      return stem
    }
    return stem.hasSuffix("g") ? stem + "e" : stem.dropLast() + "ç"
  }

  private static func infinitiveSoftens(_ stem: String) -> Bool {
    stem.hasSuffix("g") || stem.hasSuffix("c")
  }
}

extension FrenchVerb {
  /// The conjugation of an infinitive without its reflexive pronoun.
  ///
  /// - Precondition: the infinitive ends in -er, -ir or -re, or is in the irregular table.
  package static func conjugating(_ infinitive: String) -> FrenchVerb {
    if let irregular = FrenchIrregularVerbs.verb(infinitive) { return irregular }
    switch infinitive.suffix(2) {
    case "er": return first(infinitive)
    case "ir": return second(infinitive)
    case "re": return third(infinitive)
    default: preconditionFailure("no conjugation for \(infinitive)")
    }
  }

  private static func first(_ infinitive: String) -> FrenchVerb {
    let stem = String(infinitive.dropLast(2))
    let strong = strongStem(stem)
    let present = [
      strong + "e", strong + "es", strong + "e", soft(stem, before: "ons") + "ons", stem + "ez",
      strong + "ent",
    ]
    // é stays in the future (je préférerai, as traditionally spelled); e becomes è (j'achèterai).
    let future = stem.contains("é") || strong == stem ? infinitive : strong + "er"
    return FrenchVerb(
      infinitive: infinitive, present: present, participle: stem + "é", futureStem: future,
      imperfectStem: stem, imperative: [strong + "e", present[3], present[4]],
      subjunctive: [
        strong + "e", strong + "es", strong + "e", stem + "ions", stem + "iez", strong + "ent",
      ])
  }

  /// The stem before a silent ending: `achèt-`, `préfèr-`, `appell-`, `nettoi-`.
  private static func strongStem(_ stem: String) -> String {
    if ["appel", "rappel", "jet"].contains(stem) { return stem + String(stem.suffix(1)) }
    if stem.hasSuffix("oy") || stem.hasSuffix("uy") || stem.hasSuffix("ay") {
      return stem.dropLast() + "i"
    }
    let letters = Array(stem)
    guard letters.count >= 2, "bcdfglmnprstv".contains(letters[letters.count - 1]) else {
      return stem
    }
    let vowel = letters[letters.count - 2]
    guard vowel == "e" || vowel == "é" else { return stem }
    return String(letters.dropLast(2)) + "è" + String(letters[letters.count - 1])
  }

  private static func second(_ infinitive: String) -> FrenchVerb {
    let stem = String(infinitive.dropLast(2))
    let present = ["is", "is", "it", "issons", "issez", "issent"].map { stem + $0 }
    return FrenchVerb(
      infinitive: infinitive, present: present, participle: stem + "i", futureStem: infinitive,
      imperfectStem: stem + "iss", imperative: [present[0], present[3], present[4]],
      subjunctive: ["isse", "isses", "isse", "issions", "issiez", "issent"].map { stem + $0 })
  }

  private static func third(_ infinitive: String) -> FrenchVerb {
    let stem = String(infinitive.dropLast(2))
    let present = ["s", "s", "", "ons", "ez", "ent"].map { stem + $0 }
    return FrenchVerb(
      infinitive: infinitive, present: present, participle: stem + "u",
      futureStem: String(infinitive.dropLast()), imperfectStem: stem,
      imperative: [present[0], present[3], present[4]],
      subjunctive: ["e", "es", "e", "ions", "iez", "ent"].map { stem + $0 })
  }
}
