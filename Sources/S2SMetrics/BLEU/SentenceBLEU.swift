/// BLEU of one sentence after another, as `BLEU.sentenceScore` has it, for those who score many: its
/// tables serve all of them.
package struct SentenceBLEU {
  private let options: BLEU.Options
  private var counter: BLEUSentenceCounter

  /// Scores with sacreBLEU's defaults for sentences: smoothed, with effective order.
  package init(tokenizer: BLEU.Tokenizer = .thirteenA) {
    var options = BLEU.Options()
    options.tokenizer = tokenizer
    options.effectiveOrder = true
    self.options = options
    counter = BLEUSentenceCounter(options)
  }

  /// The score of a hypothesis, from 0 to 100.
  package mutating func score(_ hypothesis: String, reference: String) -> Double {
    BLEUParts.score(counter.row(hypothesis, [reference]), options)
  }
}
