import S2SConsole
import S2SFiles
import S2SText
import Seq2Seq

/// What the translations of all lines are counted and warned of for.
struct TranslationCounts {
  /// The lines that are translated.
  private(set) var lines = 0
  private var split = 0
  private var cut = 0
  private var looping = 0
  private var lost = 0
  private var missing = 0
  private var unknown = UnknownCharacters()

  /// Takes in the next translation.
  mutating func add(_ translation: Translation) {
    lines += 1
    if translation.isTooLong { split += 1 }
    if translation.isCut { cut += 1 }
    if translation.blockedRepeats > 0 { looping += 1 }
    lost += translation.lost.count
    missing += translation.missingPhrases.count
    unknown.add(translation.unknownCharacters)
  }

  /// Reports on standard error the lines that were split, cut, kept from looping, that lost something or
  /// have characters that the model never learned.
  func report() {
    for sentence in [splitSentence, cutSentence, loopSentence, lostSentence, missingSentence] {
      if let sentence { say("warning: \(sentence)") }
    }
    if unknown.lineCount > 0 {
      say("warning: \(unknown.sentence(of: "line")) --format json names them line by line.")
    }
  }

  private var splitSentence: String? {
    if split == 0 { return nil }
    return "\(grouped(split)) over-long line\(split == 1 ? " was" : "s were") translated in pieces."
  }

  private var cutSentence: String? {
    if cut == 0 { return nil }
    return "\(grouped(cut)) translation\(cut == 1 ? "" : "s") did not end and "
      + "\(cut == 1 ? "was" : "were") cut; see --max-length-ratio."
  }

  private var loopSentence: String? {
    if looping == 0 { return nil }
    return "\(grouped(looping)) translation\(looping == 1 ? " was" : "s were") kept from repeating "
      + "\(looping == 1 ? "itself" : "themselves"); see --max-repeats."
  }

  private var lostSentence: String? {
    if lost == 0 { return nil }
    return lost == 1
      ? "1 address, number or symbol of the input is missing in its translation; "
        + "--format json names it."
      : "\(grouped(lost)) addresses, numbers or symbols of the input are missing in their "
        + "translations; --format json names them."
  }

  private var missingSentence: String? {
    if missing == 0 { return nil }
    return "\(grouped(missing)) required phrase\(missing == 1 ? " is" : "s are") missing in "
      + "translations that were cut; see --max-length-ratio."
  }
}
