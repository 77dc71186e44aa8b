import S2SCorpora
import S2SModels
import S2SText

/// Sentences as numbers of words and of tags, and what a model reads of each word.
struct TaggedExamples: Sendable {
  let corpus: EncodedCorpus
  let forms: WordForms
  /// The tags that the model does not have; sentences with them are left out.
  let unseenTags: [String]

  /// Encodes sentences; longer ones are left out, and so are those with tags that there are not.
  init(_ sentences: [TaggedUnits], _ texts: TaggerTexts, longest: Int) {
    var (table, corpus, unseen) = (FormTable(texts), EncodedCorpus(), Set<String>())
    let numbers = texts.tagNumbers.mapValues { Int32($0) }
    for sentence in sentences where (1...longest).contains(sentence.forms.count) {
      let tags = sentence.tags.compactMap { numbers[$0] }
      guard tags.count == sentence.tags.count else {
        unseen.formUnion(sentence.tags.filter { numbers[$0] == nil })
        continue
      }
      corpus.append(table.numbers(of: sentence.forms), tags)
    }
    self.corpus = corpus
    forms = table.forms
    unseenTags = unseen.sorted()
  }

  /// Encodes sentences without tags.
  init(_ sentences: [[String]], _ texts: TaggerTexts) {
    var (table, corpus) = (FormTable(texts), EncodedCorpus())
    for sentence in sentences { corpus.append(table.numbers(of: sentence), []) }
    self.corpus = corpus
    forms = table.forms
    unseenTags = []
  }

  /// All sentences from short to long.
  func sortedBatches(tokens: Int) -> [TaggedBatch] {
    ExampleBatch.sorted(corpus, tokens: tokens).map { TaggedBatch($0, forms) }
  }
}

/// Tagged sentences that are computed together.
struct TaggedBatch: TaskBatch {
  private let examples: ExampleBatch
  private let forms: WordForms

  init(_ examples: ExampleBatch, _ forms: WordForms) {
    self.examples = examples
    self.forms = forms
  }

  /// The words, each with one tag.
  var tokenCount: Int {
    examples.positions.reduce(0) { $0 + examples.corpus.sourceLength($1) }
  }
  /// The places of the sentences among all of them.
  var positions: [Int] { examples.positions }
  /// The words, packed.
  var words: PackedWords { PackedWords(examples.sources, forms: forms) }
  /// The tags of each sentence.
  var tags: [[Int32]] { examples.targets }

  /// Deals the sentences out like cards into at most `count` batches.
  func dealt(to count: Int) -> [TaggedBatch] {
    examples.dealt(to: count).map { TaggedBatch($0, forms) }
  }
}

/// Tagged sentences in memory.
struct TaggedBatches: BatchSource {
  let examples: TaggedExamples
  let schedule: BatchSchedule

  var count: Int { examples.corpus.count }
  var tokensPerEpoch: Int { examples.corpus.sourceTokenCount }
  var partCount: Int { 1 }

  func batches(ofEpoch epoch: Int, part: Int) -> [TaggedBatch] {
    schedule.batches(of: examples.corpus, epoch: epoch).map {
      TaggedBatch(ExampleBatch(corpus: examples.corpus, positions: $0), examples.forms)
    }
  }
}
