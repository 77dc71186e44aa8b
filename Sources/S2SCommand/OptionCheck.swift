import ArgumentParser
import S2SText

/// Checks options while arguments are parsed, before any file is looked for: what is wrong with them
/// is wrong whatever else is missing.
///
/// - Throws: `ValidationError` with the sentence of what `check` throws.
func checkOptions(_ check: () throws -> Void) throws {
  do { try check() } catch let error as any Sentence where error.exitCode == .usage {
    throw ValidationError(error.sentence)
  }
}

/// Refuses what names no language.
///
/// - Throws: `ValidationError`.
func checkLanguages(_ languages: [String]) throws {
  if let wrong = languages.first(where: { !TextPipeline.isLocale($0) }) {
    throw ValidationError(TextError.invalidLocale(wrong).sentence)
  }
}
