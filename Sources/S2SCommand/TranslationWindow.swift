import S2STraining

/// How many lines are translated together: a few at first, so that the first translations come at once,
/// then more and more, as many as take about a second.
///
/// Lines are sorted by length inside of a window only, so the wider it is, the less is wasted. No
/// translation depends on it.
struct TranslationWindow {
  /// The most lines.
  private(set) var lines = 16
  /// The lines that a window has at most, whatever the speed.
  let most: Int

  /// The bytes per line for which a window has room; longer lines make it narrower.
  private static let bytesPerLine = 512
  /// A window that took less than this is doubled, in seconds.
  private static let shortSeconds = 0.5
  /// A window that took more than this is halved, in seconds.
  private static let longSeconds = 2.0
  /// The fewest lines of a window that is halved: about a full batch for each of two workers.
  private static let fewest = 64

  /// Begins with few lines, and ends with the given number at most.
  init(most: Int) {
    self.most = most
    lines = min(lines, most)
  }

  /// The most bytes of lines, unless one line has more.
  var bytes: Int { lines * Self.bytesPerLine }

  /// Takes in how long a window of some lines took.
  mutating func adapt(to seconds: Double, lines count: Int) {
    if seconds < Self.shortSeconds {
      // One that was not full says nothing of a wider one.
      if count * 2 > lines { lines = min(2 * lines, most) }
    } else if seconds > Self.longSeconds, lines > Self.fewest {
      lines /= 2
    }
  }
}
