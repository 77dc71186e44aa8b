import S2SMetrics

/// What rankings give: how often a system's translation is ranked above another's.
///
/// The order is by expected wins, the mean over the other systems of wins / (wins + losses); ties do not
/// count. Two systems with the same translation are not compared on that sentence.
///
/// Reference: Koehn 2012, "Simulating Human Judgment in Machine Translation Evaluation Campaigns", IWSLT.
struct RankingScores: KindScores {
  let measures: [JudgementMeasure]
  let aspects: [JudgementAspect]
  let lowerIsBetter = false
  let disagreement = CohenKappa.Disagreement.unweighted
  let otherTest: String? = "sign test p"
  let differenceNote =
    "by: (wins - losses) / judgements of a sentence, as the mean over sentences."

  /// How often the first of two systems won, lost and tied on a sentence.
  private struct Tally {
    var wins = 0, losses = 0, ties = 0
    var count: Int { wins + losses + ties }
  }

  /// `[systems][systems][sentences]`.
  private let tallies: [[[Tally]]]
  /// The rankings of sentences for which two systems have the same text.
  private let sameCounts: [[Int]]

  init(_ judgements: Judgements) {
    let study = judgements.study
    let answers = judgements.firsts
    let tallies = Self.tallies(study, answers)
    self.tallies = tallies
    let systems = study.systems.indices
    sameCounts = systems.map { first in
      systems.map { second in
        answers.count { answer in
          let sentence = study.sentences[answer.sentence]
          return sentence.representative(of: first) == sentence.representative(of: second)
        }
      }
    }
    measures = [
      JudgementMeasure("expected wins", key: "expected_wins", digits: 3) { system, sentences in
        Self.expectedWins(tallies[system], except: system, sentences)
      }
    ]
    aspects = [
      JudgementAspect(
        name: "which of two is better", key: "preferences", level: .nominal, views: 2,
        values: Self.preferences),
      JudgementAspect(name: "ranks", key: "ranks", level: .ordinal) { answer in
        zip(answer.outputs, answer.ranks).map { ([answer.sentence, $0], Double($1)) }
      },
    ]
  }

  /// Whether the first of two outputs is better (1), worse (-1) or as good (0), for each two in both
  /// orders: which of them is called the first means nothing, so chance must not depend on it.
  ///
  /// With one order alone a system that nearly always wins would make agreement look like chance.
  private static func preferences(
    _ answer: Judgements.Given
  ) -> [(thing: [Int], value: Double)] {
    let ranks = Array(zip(answer.outputs, answer.ranks))
    return ranks.flatMap { first in
      ranks.filter { $0.0 != first.0 }.map { second in
        ([answer.sentence, first.0, second.0], Double((second.1 - first.1).signum()))
      }
    }
  }

  private static func tallies(
    _ study: JudgingStudy, _ answers: [Judgements.Given]
  ) -> [[[Tally]]] {
    let row = study.sentences.map { _ in Tally() }
    var tallies = study.systems.map { _ in study.systems.map { _ in row } }
    for answer in answers {
      let ranks = Dictionary(
        zip(answer.outputs, answer.ranks), uniquingKeysWith: { first, _ in first })
      let sentence = study.sentences[answer.sentence]
      let shown = study.systems.indices.map { sentence.representative(of: $0) }
      for first in study.systems.indices {
        for second in study.systems.indices where shown[first] != shown[second] {
          guard let rank = ranks[shown[first]], let other = ranks[shown[second]] else { continue }
          let place = answer.sentence
          if rank < other {
            tallies[first][second][place].wins += 1
          } else if rank > other {
            tallies[first][second][place].losses += 1
          } else {
            tallies[first][second][place].ties += 1
          }
        }
      }
    }
    return tallies
  }

  /// The mean over the other systems, of those with a decision.
  private static func expectedWins(
    _ tallies: [[Tally]], except system: Int, _ sentences: ArraySlice<UInt32>
  ) -> Double? {
    let rates = tallies.indices.filter { $0 != system }.compactMap { other -> Double? in
      var (wins, losses) = (0, 0)
      for sentence in sentences {
        wins += tallies[other][Int(sentence)].wins
        losses += tallies[other][Int(sentence)].losses
      }
      return wins + losses > 0 ? Double(wins) / Double(wins + losses) : nil
    }
    return rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
  }

  func counts(of system: Int) -> [NamedCount] {
    let others = tallies[system].joined()
    return [
      NamedCount("wins", others.reduce(0) { $0 + $1.wins }),
      NamedCount("ties", others.reduce(0) { $0 + $1.ties }),
      NamedCount("losses", others.reduce(0) { $0 + $1.losses }),
    ]
  }

  func counts(_ first: Int, _ second: Int) -> [NamedCount] {
    let all = tallies[first][second]
    return [
      NamedCount("wins", all.reduce(0) { $0 + $1.wins }),
      NamedCount("ties", all.reduce(0) { $0 + $1.ties }),
      NamedCount("losses", all.reduce(0) { $0 + $1.losses }),
      NamedCount("same text", sameCounts[first][second]),
    ]
  }

  func differences(_ first: Int, _ second: Int) -> [Double?] {
    tallies[first][second].map { tally in
      tally.count > 0 ? Double(tally.wins - tally.losses) / Double(tally.count) : nil
    }
  }

  /// A sentence goes to the system that more of its judges prefer.
  func otherPValue(_ first: Int, _ second: Int) -> Double? {
    let all = tallies[first][second]
    guard all.contains(where: { $0.count > 0 }) else { return nil }
    return SignTest.pValue(
      wins: all.count { $0.wins > $0.losses }, losses: all.count { $0.wins < $0.losses })
  }
}

extension Judgements.Given {
  /// The ranks, if they are that.
  var ranks: [Int] { if case .ranks(let ranks) = judgement { ranks } else { [] } }
}
