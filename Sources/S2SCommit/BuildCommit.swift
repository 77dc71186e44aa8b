/// The commit that this program was built from.
package enum BuildCommit {
  /// Its hash, with a `+` where sources had been changed since; empty where it is not known, as in an
  /// archive of the sources.
  package static var hash: String { builtCommit }
}
