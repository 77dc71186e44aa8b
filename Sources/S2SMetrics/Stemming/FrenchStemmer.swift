/// Snowball's stemmer of French, in the version that METEOR 1.5 carries.
///
/// Reference: snowballstem.org/algorithms/french/stemmer.html.
package enum FrenchStemmer {
  /// The stem of a word in lower case.
  package static func stem(_ text: String) -> String {
    var word = SnowballWord(text)
    markConsonants(&word)
    word.markRegions(vowel: isVowel)
    word.rv = verbRegion(word.letters)
    if removeStandard(&word) || removeIVerb(&word) || removeVerb(&word) {
      if word.ends("Y") {
        word.replaceLast(1, with: "i")
      } else if word.ends("ç") {
        word.replaceLast(1, with: "c")
      }
    } else {
      removeResidue(&word)
    }
    if ["enn", "onn", "ett", "ell", "eill"].contains(where: word.ends) { word.replaceLast(1) }
    removeAccent(&word)
    return String(String.UnicodeScalarView(word.letters.map { lowered[$0] ?? $0 }))
  }

  private static let lowered: [Unicode.Scalar: Unicode.Scalar] = ["I": "i", "U": "u", "Y": "y"]

  private static func isVowel(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "a", "e", "i", "o", "u", "y", "â", "à", "ë", "é", "ê", "è", "ï", "î", "ô", "û", "ù": true
    default: false
    }
  }

  /// Writes u, i and y in capitals where they are no vowels.
  private static func markConsonants(_ word: inout SnowballWord) {
    for index in word.letters.indices { while markConsonant(&word.letters, index) {} }
  }

  private static func markConsonant(_ letters: inout [Unicode.Scalar], _ index: Int) -> Bool {
    let next = index + 1 < letters.count ? letters[index + 1] : "-"
    let isBetween = index + 2 < letters.count && isVowel(letters[index + 2])
    if isVowel(letters[index]) {
      switch next {
      case "u" where isBetween: letters[index + 1] = "U"
      case "i" where isBetween: letters[index + 1] = "I"
      case "y": letters[index + 1] = "Y"
      case _ where letters[index] == "y" && isVowel(next): letters[index] = "Y"
      default: return false
      }
      return true
    }
    guard letters[index] == "q" && next == "u" else { return false }
    letters[index + 1] = "U"
    return true
  }

  private static func verbRegion(_ letters: [Unicode.Scalar]) -> Int {
    guard letters.count > 2 else { return letters.count }
    if isVowel(letters[0]) && isVowel(letters[1]) { return 3 }
    if ["par", "col", "tap"].contains(where: { letters.starts(with: $0.unicodeScalars) }) {
      return 3
    }
    return letters[1...].firstIndex(where: isVowel).map { $0 + 1 } ?? letters.count
  }

  // MARK: - Suffixes of nouns and adjectives

  private enum Standard {
    case plain, ateur, logie, ution, ence, ement, ite, if_, eaux, aux, euse, issement
    case amment, emment, ment
  }

  private static let standard = SnowballSuffixes<Standard>(
    ("ance iqUe isme able iste eux ances iqUes ismes ables istes", .plain),
    ("atrice ateur ation atrices ateurs ations", .ateur), ("logie logies", .logie),
    ("usion ution usions utions", .ution), ("ence ences", .ence), ("ement ements", .ement),
    ("ité ités", .ite), ("if ive ifs ives", .if_), ("eaux", .eaux), ("aux", .aux),
    ("euse euses", .euse), ("issement issements", .issement), ("amment", .amment),
    ("emment", .emment), ("ment ments", .ment))

  /// - Returns: whether the word has lost a suffix, and is no verb form either.
  private static func removeStandard(_ word: inout SnowballWord) -> Bool {
    guard let (count, action) = standard.longest(of: word) else { return false }
    switch action {
    case .eaux: word.replaceLast(count, with: "eau")
    case .amment, .emment, .ment:
      removeAdverb(&word, count, action)
      return false
    case .aux where word.fits(count, word.r1): word.replaceLast(count, with: "al")
    case .euse where word.fits(count, word.r2): word.replaceLast(count)
    case .euse where word.fits(count, word.r1): word.replaceLast(count, with: "eux")
    case .issement:
      guard word.fits(count, word.r1), word.fromEnd(count + 1).map(isVowel) == false
      else { return false }
      word.replaceLast(count)
    case .ement where word.fits(count, word.rv):
      word.replaceLast(count)
      trimAfterEment(&word)
    case _ where action != .ement && action != .aux && action != .euse && word.fits(count, word.r2):
      removeInR2(&word, count, action)
    default: return false
    }
    return true
  }

  /// What is left may be a participle, which the rules for verbs take up.
  private static func removeAdverb(_ word: inout SnowballWord, _ count: Int, _ action: Standard) {
    switch action {
    case .amment: if word.fits(count, word.rv) { word.replaceLast(count, with: "ant") }
    case .emment: if word.fits(count, word.rv) { word.replaceLast(count, with: "ent") }
    default:
      guard word.fromEnd(count + 1).map(isVowel) == true, word.fits(count + 1, word.rv)
      else { return }
      word.replaceLast(count)
    }
  }

  private static func removeInR2(_ word: inout SnowballWord, _ count: Int, _ action: Standard) {
    switch action {
    case .logie: word.replaceLast(count, with: "log")
    case .ution: word.replaceLast(count, with: "u")
    case .ence: word.replaceLast(count, with: "ent")
    default:
      word.replaceLast(count)
      if action == .ateur { trim(&word, "ic", else: "iqU") }
      if action == .ite { trimAfterIte(&word) }
      if action == .if_ && word.remove("at", in: word.r2) { trim(&word, "ic", else: "iqU") }
    }
  }

  /// Removes a suffix in R2; elsewhere puts another in its place.
  private static func trim(_ word: inout SnowballWord, _ suffix: String, else other: String) {
    if !word.remove(suffix, in: word.r2) { word.remove(suffix, in: 0, replacement: other) }
  }

  private static let beforeEment = SnowballSuffixes(
    ("iv", 0), ("eus", 1), ("abl iqU", 2), ("ièr Ièr", 3))

  private static func trimAfterEment(_ word: inout SnowballWord) {
    guard let (count, action) = beforeEment.longest(of: word) else { return }
    let isInR2 = word.fits(count, word.r2)
    switch action {
    case 0 where isInR2:
      word.replaceLast(count)
      word.remove("at", in: word.r2)
    case 1 where !isInR2 && word.fits(count, word.r1): word.replaceLast(count, with: "eux")
    case 1 where isInR2, 2 where isInR2: word.replaceLast(count)
    case 3 where word.fits(count, word.rv): word.replaceLast(count, with: "i")
    default: break
    }
  }

  private static func trimAfterIte(_ word: inout SnowballWord) {
    if word.ends("abil") {
      trim(&word, "abil", else: "abl")
    } else if word.ends("ic") {
      trim(&word, "ic", else: "iqU")
    } else {
      word.remove("iv", in: word.r2)
    }
  }

  // MARK: - Suffixes of verbs

  private static let iVerbs = SnowballSuffixes(
    (
      """
      îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons \
      iront is issaIent issais issait issant issante issantes issants isse issent isses issez \
      issiez issions issons it
      """, ()
    ))

  private static func removeIVerb(_ word: inout SnowballWord) -> Bool {
    guard let (count, _) = iVerbs.longest(of: word, in: word.rv), word.fits(count + 1, word.rv),
      word.fromEnd(count + 1).map(isVowel) == false
    else { return false }
    word.replaceLast(count)
    return true
  }

  private static let verbs = SnowballSuffixes(
    ("ions", 1),
    (
      """
      é ée ées és èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez
      """, 2
    ),
    (
      """
      âmes ât âtes a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions
      """, 3
    ))

  private static func removeVerb(_ word: inout SnowballWord) -> Bool {
    guard let (count, action) = verbs.longest(of: word, in: word.rv),
      action != 1 || word.fits(count, word.r2)
    else { return false }
    word.replaceLast(count)
    if action == 3 { word.remove("e", in: word.rv) }
    return true
  }

  // MARK: - The rest

  private static let residues = SnowballSuffixes(
    ("ion", 1), ("ier ière Ier Ière", 2), ("e", 3), ("ë", 4))

  private static func removeResidue(_ word: inout SnowballWord) {
    if word.ends("s"), let before = word.fromEnd(2), !"aiouès".unicodeScalars.contains(before) {
      word.replaceLast(1)
    }
    guard let (count, action) = residues.longest(of: word, in: word.rv) else { return }
    let before = word.fromEnd(count + 1)
    switch action {
    case 1 where word.fits(count, word.r2) && word.fits(count + 1, word.rv):
      if before == "s" || before == "t" { word.replaceLast(count) }
    case 2: word.replaceLast(count, with: "i")
    case 3: word.replaceLast(count)
    case 4 where word.ends("guë") && word.fits(3, word.rv): word.replaceLast(count)
    default: break
    }
  }

  private static func removeAccent(_ word: inout SnowballWord) {
    guard let index = word.letters.lastIndex(where: isVowel), index < word.letters.count - 1,
      word.letters[index] == "é" || word.letters[index] == "è"
    else { return }
    word.letters[index] = "e"
  }
}
