import S2SMetrics
import Testing

@Suite struct MetricKindTests {
  /// Scores of a sentence by a kind of metric, by name.
  private func scores(_ kind: MetricKind, _ options: MetricOptions = MetricOptions()) throws
    -> [MetricScore]
  {
    try kind.make(options).scores(hypotheses: ["A cat sat."], references: [["A cat sat down."]])
  }

  @Test(arguments: MetricKind.allCases)
  func isFoundByItsName(kind: MetricKind) throws {
    #expect(MetricKind(rawValue: kind.rawValue) == kind)
    #expect(try !scores(kind).isEmpty)
  }

  @Test func namesAreDifferent() {
    #expect(Set(MetricSelection.names).count == MetricSelection.names.count)
    #expect(MetricKind(rawValue: "luck") == nil)
  }

  /// Every metric is made with its own options.
  @Test func optionsReachTheirMetric() throws {
    var options = MetricOptions()
    options.bleu.lowercase = true
    options.chrf.wordOrder = 2
    options.ter.caseSensitive = true
    options.rouge.kinds = [.rouge3]
    options.meteor.beamSize = 7
    options.cider.variant = .plain
    let wanted: [(MetricKind, String, String)] = [
      (.bleu, "BLEU", "case:lc"), (.chrf, "chrF2++", "nw:2"), (.ter, "TER", "case:mixed"),
      (.rouge, "ROUGE-3", "tok:rouge"), (.urouge, "uROUGE-3", "tok:unicode"),
      (.meteor, "METEOR", "beam:7"), (.cider, "CIDEr", "idf:refs"),
      (.exact, "exact", "nrefs:1"),
    ]
    for (kind, name, field) in wanted {
      let score = try #require(scores(kind, options).first)
      #expect(score.name == name)
      #expect(score.signature.description.contains(field), "\(score.signature)")
    }
    #expect(wanted.count == MetricKind.allCases.count)
  }

  @Test func sentencesAreScoredInTheirOwnWay() throws {
    let bleu = MetricKind.bleu.make().forSentences
    let score = try bleu.scores(hypotheses: ["a"], references: [["a"]])[0]
    #expect(score.signature.description.contains("eff:yes"))
    #expect(MetricKind.allCases.filter { $0.make().lowerIsBetter } == [.ter])
  }

  @Test func aSelectionKeepsTextsAndModelsApart() throws {
    let selection = try MetricSelection(names: "ter,perplexity,bleu")
    #expect(selection == MetricSelection([.ter, .bleu], measures: [.perplexity]))
    #expect(selection.metrics().count == 2)
    #expect(try MetricSelection(names: "bleu,rouge,chrf,ter") == MetricSelection())
    #expect(throws: MetricError.unknownMetric("luck")) { try MetricSelection(names: "ter,luck") }
  }

  @Test func kindsOfROUGEAreNamedInAList() throws {
    #expect(try ROUGE.Kind.list("1,9,L,Lsum") == [.rouge1, .rouge9, .rougeL, .rougeLsum])
    #expect(throws: MetricError.unknownROUGE("12")) { try ROUGE.Kind.list("1,12") }
  }
}
