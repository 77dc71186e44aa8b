/// What judges say of translations.
public enum JudgementKind: String, CaseIterable, Codable, Sendable {
  /// The translations of a sentence in order, the best first; several may share a rank.
  case ranking
  /// A score from 0 to 100 for each translation: direct assessment.
  ///
  /// Reference: Graham et al. 2017, "Can machine translation systems be evaluated by the crowd alone",
  /// doi:10.1017/S1351324915000339.
  case direct
  /// The errors of each translation, with category and severity.
  case errors
}
