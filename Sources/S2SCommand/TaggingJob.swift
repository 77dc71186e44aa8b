import S2SConsole
import S2SCorpora
import S2SFiles
import S2SModels
import Seq2Seq

/// Tags the sentences of readers block by block.
final class TaggingJob {
  private let tagger: Tagger
  private let input: TagCommand.Input
  private let threads: Int?
  private let output = OutputWriter()
  /// What has to stand between the last sentence that was written and one of another file.
  private var ending = ""
  /// The same, before the next sentence: it is another file's.
  private var separator = ""

  /// The most sentences, and the most words of them, that are tagged together.
  private static let (blockSentences, blockWords) = (8_192, 65_536)

  init(tagger: Tagger, input: TagCommand.Input, threads: Int?) {
    self.tagger = tagger
    self.input = input
    self.threads = threads
  }

  /// Tags all sentences; those before a bad line are written before the error is thrown.
  func run(_ reader: LineReader, name: String) throws {
    let (ahead, format) = try beginning(of: reader)
    if let format {
      let sentences = TaggedReader(reader, path: name, ahead: ahead, format: format)
      let end = Result {
        try inBlocks(
          next: { try sentences.next() }, size: \.rows.count, isWaiting: { sentences.isWaiting }
        ) { try self.write($0, name: name) }
      }
      try write(behind: sentences.rest)
      separator = ending
      try end.get()
    } else {
      var ahead = ahead[...]
      try inBlocks(
        next: { try ahead.popFirst()?.text ?? reader.next() }, size: { $0.utf8.count / 4 },
        isWaiting: { ahead.isEmpty && !reader.hasBufferedLine }, write: write)
    }
  }

  /// The lines that show the form of the input, and the format; `nil` for plain text.
  private func beginning(of reader: LineReader) throws -> ([TextLine], TaggedFormat?) {
    switch input {
    case .conllu: return ([], .conllu)
    case .tsv: return ([], .table)
    case .text: return ([], nil)
    case .auto: break
    }
    var lines: [TextLine] = []
    while let line = try reader.nextWithEnding() {
      lines.append(line)
      if line.text.utf8.allSatisfy({ $0 == 0x20 }) || Self.isComment(line.text) { continue }
      let shown = TaggedFormat(shownBy: line.text)
      // Whoever cuts text into words has none in a column yet.
      return (lines, tagger.unit == .characters && shown == .table ? nil : shown)
    }
    return (lines, lines.contains { Self.isComment($0.text) } ? .conllu : nil)
  }

  private static func isComment(_ line: String) -> Bool {
    line.utf8.starts(with: "# ".utf8) && !line.utf8.contains(0x09)
  }

  private func inBlocks<Item>(
    next: () throws -> Item?, size: (Item) -> Int, isWaiting: () -> Bool,
    write: ([Item]) throws -> Void
  ) throws {
    var (block, words) = ([Item](), 0)
    do {
      while let item = try next() {
        block.append(item)
        words += size(item)
        guard block.count == Self.blockSentences || words >= Self.blockWords || isWaiting() else {
          continue
        }
        try write(block)
        (block, words) = ([], 0)
      }
    } catch let error where !(error is CancellationError) {
      try write(block)
      throw error
    }
    try write(block)
  }
}

extension TaggingJob {
  private var isCancelled: @Sendable () -> Bool { { InterruptFlag.isRaised } }

  /// Writes sentences as they are, but for their tags.
  private func write(_ sentences: [TaggedSentence], name: String) throws {
    if tagger.unit == .characters {
      let words = try tagger.words(
        of: sentences.map { $0.words.joined() }, threads: threads, isCancelled: isCancelled)
      for words in words { try write(words) }
    } else {
      let tags = try tagger.tags(
        of: sentences.map(\.words), threads: threads, isCancelled: isCancelled)
      for (sentence, tags) in zip(sentences, tags) {
        let text = try tagger.text(of: sentence, tagged: tags, path: name)
        try output.write(separator + text)
        separator = ""
      }
      if let last = sentences.last { ending = last.endsItsLine ? "\n" : "\n\n" }
    }
    try output.flush()
  }

  /// Writes the empty lines behind the last sentence, as far as the text could be read.
  private func write(behind rest: String) throws {
    guard tagger.unit == .words, !rest.isEmpty else { return }
    try output.write(rest)
    try output.flush()
    ending = ""
  }

  /// Writes the words of plain lines.
  private func write(_ lines: [String]) throws {
    if tagger.unit == .characters {
      let words = try tagger.words(of: lines, threads: threads, isCancelled: isCancelled)
      for words in words {
        if tagger.tagsWords {
          try write(words)
        } else {
          try output.write(words.map(\.text).joined(separator: " ") + "\n")
        }
      }
    } else {
      let sentences = tagger.tokenized(lines)
      let tags = try tagger.tags(of: sentences, threads: threads, isCancelled: isCancelled)
      for (words, tags) in zip(sentences, tags) {
        try write(zip(words, tags).map(TaggedWord.init))
      }
    }
    try output.flush()
  }

  /// Writes a line for each word, and an empty one.
  private func write(_ words: [TaggedWord]) throws {
    let lines = words.map { $0.text + (tagger.tagsWords ? "\t\($0.tag)" : "") + "\n" }
    try output.write(lines.joined() + "\n")
  }
}
