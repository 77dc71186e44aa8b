/// How the states of a text become one vector.
public enum PoolingKind: String, Codable, Sendable, CaseIterable {
  /// The state after the whole text was read; of two directions, each one's last.
  case last
  /// The mean of all states.
  case mean
  /// The largest value of each unit (Collobert et al. 2011, JMLR 12).
  case max
  /// A weighted mean with learned weights (Yang et al. 2016, doi:10.18653/v1/N16-1174).
  case attention
}
