/// How a study is laid out.
///
/// Equal designs of equal texts give equal sheets.
public struct JudgingDesign: Codable, Sendable, Equatable {
  /// What judges say.
  public var kind = JudgementKind.direct
  /// Sentences that are drawn from the texts; all of them where there are fewer.
  public var sentenceCount = 50
  /// Judges; each gets a sheet of their own.
  public var judgeCount = 2
  /// The part of the sentences that all judges see, from 0 to 1; the others are dealt out.
  public var commonShare = 1.0
  /// The part of a sheet that comes again later on it, from 0 to 0.5.
  public var repeatShare = 0.1
  /// Where the random choices begin.
  public var seed: UInt64 = 1

  /// The sentences that may be drawn.
  public static let sentenceCounts = 1...10_000
  /// The judges that there may be.
  public static let judgeCounts = 1...100
  /// The systems that there may be.
  public static let systemCounts = 2...5
  /// The parts of a sheet that may come again.
  public static let repeatShares = 0.0...0.5

  /// Direct assessment of fifty sentences by two judges.
  public init() {}

  private enum CodingKeys: String, CodingKey {
    case kind, seed
    case sentenceCount = "sentences"
    case judgeCount = "judges"
    case commonShare = "common"
    case repeatShare = "repeats"
  }
}
