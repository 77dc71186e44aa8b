import Glibc
import S2SCommand
import S2SCorpora
import S2SFiles
import S2SScenes
import S2SSearch
import S2STensors
import S2SText
import Seq2Seq
import Testing

/// The words of errors and their exit codes, one of each kind.
@Suite struct SentenceTests {
  static let pair = LanguagePair(source: "fr", target: "en")

  static let search: [(SearchError, String)] = [
    (
      .countOutOfRange(.beamSize, 0, allowed: 1...1_000),
      "the beam size is 0; it has to be from 1 to 1000."
    ),
    (
      .countOutOfRange(.nbest, 0, allowed: 1...1_000),
      "the number of translations per line is 0; it has to be from 1 to 1000."
    ),
    (
      .countOutOfRange(.maximumRepeats, 1, allowed: 2...100),
      "the number of repeats is 1; it has to be from 2 to 100, or 0 for no limit."
    ),
    (
      .countOutOfRange(.topK, 0, allowed: 1...Int.max),
      "--top-k is 0; it has to be 1 or more."
    ),
    (
      .outOfRange(.temperature, 0, allowed: 0.01...100),
      "the temperature is 0.0; it has to be from 0.01 to 100; --top-k 1 chooses the most probable "
        + "tokens."
    ),
    (
      .outOfRange(.topP, 1.5, allowed: Double.leastNonzeroMagnitude...1),
      "--top-p is 1.5; it has to be above 0 and at most 1."
    ),
    (
      .outOfRange(.lengthExponent, -1, allowed: 0...Double.greatestFiniteMagnitude),
      "the length penalty is -1.0; it has to be 0 or more."
    ),
    (
      .countOutsideOfBeam(nbest: 6, beamSize: 5),
      "the number of translations per line is 6; with a beam of 5 it has to be from 1 to 5; give "
        + "fewer, or raise --beam."
    ),
    (
      .meaninglessForSamples(.groups),
      "samples keep no beam, so it has no groups; give one of the two."
    ),
    (
      .unequalVocabularies(sizes: [5, 6]),
      "the models of an ensemble need one vocabulary, but theirs have 5, 6 tokens; train them with "
        + "the same one."
    ),
  ]

  @Test(arguments: search) func findsWordsForSearches(error: SearchError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .usage)
  }

  static let translation: [(TranslationError, String)] = [
    (
      .outOfRange(.threads, 0, allowed: 1...1_024),
      "the number of threads is 0; it has to be from 1 to 1024."
    ),
    (
      .coverageOfSpelledWords,
      "a coverage penalty sums the attention weights of source tokens, and this model attends to "
        + "whole words; leave out --coverage-penalty."
    ),
    (
      .noUnknownWords,
      "the model has no vocabulary of words, in whose place it writes <unk>; leave out "
        + "--replace-unknown."
    ),
    (
      .replacementWithoutAttention,
      "an unknown word is replaced by the source's word with the most attention, and the model has no "
        + "attention; leave out --replace-unknown, or train with --attention."
    ),
    (
      .tooManyRequired(65, limit: 64),
      "65 phrases are required in one translation; at most 64 are allowed."
    ),
    (
      .forbiddenInRequired("a b", forbidden: "a b"),
      "\"a b\" is both required and forbidden; it can be one of the two."
    ),
    (
      .forbiddenInPrefix("a b", forbidden: "b"),
      "the prefix \"a b\" has \"b\", which is forbidden; it can be one of the two."
    ),
    (.emptyPhrase(.forbidden), "the empty phrase is forbidden; leave it out."),
  ]

  @Test(arguments: translation) func findsWordsForTranslations(
    error: TranslationError, sentence: String
  ) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .usage)
  }

  static let corpora: [(CorpusError, SystemExitCode, String)] = [
    (.noFile("none.tsv"), .missingInput, "there is no file none.tsv; check its path."),
    (
      .noSides(name: "none", pair, stem: nil), .missingInput,
      "there are no files none.fr and none.en, plain or .gz; name a .tsv, .csv, .tmx, .po or .mo, or "
        + "what stands before the language."
    ),
    (
      .noSides(name: "mine.fr", pair, stem: "mine"), .missingInput,
      "there are no files mine.fr.fr and mine.fr.en, plain or .gz; mine.fr is one side, name mine "
        + "for both."
    ),
    (
      .nothingUsable(["v.fr", "v.en"], for: .validation, summary: "dropped 5 of 5 pairs"), .data,
      "v.fr and v.en have no usable example to validate with; dropped 5 of 5 pairs."
    ),
    (.noText("ref.txt", lines: 1), .data, "ref.txt has no text in its 1 line."),
    (
      .severalTestSets(directory: "c", names: ["test_a", "test_b"]), .missingInput,
      "c has several test sets (test_a, test_b); name one with --test c/test_a."
    ),
    (
      .noPart(.test, directory: "c", pair, isNamed: true), .missingInput,
      "c has no test.fr and test.en; name a test set with --test FILE or --corpus DIR."
    ),
    (
      .exists("train.fr"), .cannotCreate,
      "train.fr exists already; replace it with --overwrite, or name another."
    ),
    (
      .unequalSides(source: "a.fr", sourceLines: 29_000, target: "a.en", targetLines: 28_999),
      .data,
      "a.fr has 29,000 lines but a.en has 28,999; the sides of a corpus must match line by line."
    ),
    (
      .noTab(path: "a.tsv", line: 1_200, targetFirst: true), .data,
      "a.tsv, line 1,200 has no tab; each line has to be target, tab, source."
    ),
    (
      .hiddenRow(path: "a.tsv", line: 2), .data,
      "a.tsv, line 2 has a carriage return before its last column, where another row may begin; end "
        + "every line with a line feed."
    ),
    (
      .nothingToSetAside(["a.tsv"], usable: 4_000), .data,
      "each of the 4,000 usable pairs of a.tsv shares a sentence with many others, so that none can "
        + "be set aside for validation; name validation pairs with --valid."
    ),
    (
      .tooFewPairs(["a.tsv", "b.tsv"], usable: 1, setAside: 3, summary: "2 repeated"), .data,
      "a.tsv and b.tsv give 1 usable pair, too few to train on when 3 are set aside, and all that "
        + "share a sentence (2 repeated); name more files, or set fewer aside."
    ),
    (
      .otherLanguage(path: "a.po", tag: "de", .messages, pair), .data,
      "a.po translates from \"de\" by its header, which is neither fr nor en; name its language, or "
        + "correct the header."
    ),
    (
      .malformedMemory(path: "a.tmx", line: 7, .cutOff), .data,
      "a.tmx is cut off: it ends in line 7, inside of an element; copy it again."
    ),
    (
      .malformedMemory(path: "a.tmx", line: 1, .otherRoot("b\u{202E}")), .data,
      "a.tmx, line 1 begins with <b\\u{202E}>; a translation memory begins with <tmx>."
    ),
    (
      .malformedMemory(path: "a.tmx", line: 2, .nulByte(byte: 27)), .data,
      "a.tmx, line 2 holds a NUL byte (byte 27 of the file); it may not be text."
    ),
    (
      .malformedCatalogue(path: "a.po", .line, 3, .otherForm(expected: 0)), .data,
      "a.po, line 3 has another msgstr than msgstr[0], which has to follow; repair the catalogue, "
        + "msgfmt --check helps."
    ),
    (
      .malformedCatalogue(path: "a.mo", .message, 1, .otherEncoding("UTF-16")), .data,
      "a.mo, message 1 says that the texts are in \"UTF-16\"; convert them to UTF-8, with msgconv "
        + "--to-code=UTF-8."
    ),
    (
      .malformedCompilation(
        path: "a.mo", offset: 28, .textOutside(bytes: 6, at: 44, fileBytes: 5_000)), .data,
      "a.mo, offset 28 has a text of 6 bytes at 44, but the file ends at 5,000; copy it again."
    ),
  ]

  @Test(arguments: corpora)
  func findsWordsForCorpora(error: CorpusError, exitCode: SystemExitCode, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == exitCode)
  }

  @Test func namesTheTypesOfFeatures() {
    let sentence = FeatureError.elementType(path: "a.npy", type: "<i8").sentence
    #expect(sentence.hasSuffix("in .npy, of F16, BF16, F32 or F64 in .safetensors."))
  }

  static let scenes: [(SceneError, String)] = [
    (
      .notDrawnHere("a.safetensors"),
      "a.safetensors has no features of pictures that this version draws; name a file that s2s corpus "
        + "scenes wrote."
    ),
    (
      .unequalCaptions(path: "a.txt", captions: 1_000, pictures: 1, of: "f.safetensors"),
      "a.txt has 1,000 lines but f.safetensors has 1 picture; give a caption for each."
    ),
  ]

  @Test(arguments: scenes) func findsWordsForScenes(error: SceneError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }

  static let texts: [(TextError, String)] = [
    (
      .malformed(field: "ch\u{202E}", .unknownName, offset: 8),
      "the tokenizer's field 'ch\\u{202E}' is unknown at byte 8; restore the model's file or train "
        + "the model again"
    ),
    (
      .inconsistent(field: "merges", .pieceTooLong(limit: 128, pair: 7)),
      "the tokenizer's field 'merges' makes a piece of more than 128 bytes (pair 7); restore the "
        + "model's file or train the model again"
    ),
    (
      .otherVersion(4, expected: 1),
      "the tokenizer's version is 4, but only 1 can be read; use the release of the program that "
        + "wrote it, or train the model again"
    ),
    (
      .vocabularySizeOutOfRange(3, allowed: 260...1_048_576),
      "the vocabulary size is 3; it has to be from 260 to 1048576"
    ),
  ]

  @Test(arguments: texts) func findsWordsForTokenizers(error: TextError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }

  static let runs: [(TrainingError, String)] = [
    (
      .malformedHistory(path: "h", line: 2, JSONFault(.missingName, field: "step")),
      "h, line 2, is not an entry of a training history (\"step\": is missing); remove the line, or "
        + "the file if its past does not matter"
    ),
    (
      .malformedCheckpoint(
        path: "t", problem: .unreadable(part: "state", JSONFault(.duplicateName("\u{202E}")))),
      "t cannot be resumed, its state cannot be read: has the name \"\\u{202E}\" twice; begin again "
        + "with --overwrite"
    ),
    (
      .malformedCheckpoint(path: "t", problem: .contradiction(.noBFloat16)),
      "t cannot be resumed, --precision bfloat16 needs a processor with AVX512-BF16, which this one "
        + "lacks; train with --precision float32; begin again with --overwrite"
    ),
  ]

  @Test func findsWordsForMemory() {
    let error = TrainingError.tooLittleMemory(
      weights: 64_110, workers: 2, needed: 361_000_000, left: 53_000_000)
    #expect(
      error.sentence
        == "a run of 64,110 weights and 2 workers needs 361 MB more, but this process may get 53 MB; "
        + "choose smaller sizes or fewer --threads, or raise its limit")
    #expect(error.exitCode == .usage)
  }

  @Test(arguments: runs) func findsWordsForRuns(error: TrainingError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }

  static let files: [(FileError, SystemExitCode, String)] = [
    (
      .missingInput(.open, path: "none.txt", errorNumber: ENOENT), .missingInput,
      "cannot open none.txt: No such file or directory; check the path"
    ),
    (
      .cannotCreate(.create, path: "", errorNumber: ENOENT), .cannotCreate,
      "cannot create a file without a name: No such file or directory; create the directory first, "
        + "or check the path"
    ),
    (
      .notADirectory(path: "m", isDanglingLink: true), .cannotCreate,
      "m is a link to nothing, not a directory; name another"
    ),
    (
      .inputOutput(.writeScratch, path: "/tmp", errorNumber: ENOSPC), .inputOutput,
      "cannot write a scratch file in /tmp: No space left on device; free some space there, then "
        + "try again"
    ),
    (
      .readOnce(path: "a.tsv", .pipe), .missingInput,
      "a.tsv is a pipe, which can be read only once, but its text is needed more often; write it to a "
        + "file first"
    ),
  ]

  @Test(arguments: files)
  func findsWordsForFiles(error: FileError, exitCode: SystemExitCode, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == exitCode)
  }

  @Test(arguments: [
    (
      LineError.invalidUTF8(path: "a.txt", line: 3, byte: 2),
      "a.txt, line 3, byte 2 is not UTF-8; convert the file to UTF-8."
    ),
    (
      .lineTooLong(path: "a.txt", line: 2, limit: 100_000),
      "a.txt, line 2 is longer than 100,000 bytes; it may not be text, or its lines may not end "
        + "with line feeds."
    ),
  ])
  func findsWordsForLines(error: LineError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }

  static let tensors: [(SafetensorsError, String)] = [
    (
      .missingTensor(path: "a.safetensors", name: "decoder.bias"),
      "a.safetensors: \"decoder.bias\": there is no such tensor; use a file made for this model"
    ),
    (
      .malformed(
        path: "a.safetensors", name: nil, offset: 12, .json(.missingMark(":"))),
      "a.safetensors: byte 12: the header lacks \":\"; this is no valid safetensors file, make or "
        + "copy it again"
    ),
  ]

  @Test(arguments: tensors)
  func findsWordsForTensors(error: SafetensorsError, sentence: String) {
    #expect(error.sentence == sentence)
    #expect(error.exitCode == .data)
  }

  /// A name from a file cannot move the cursor, turn the text or fill the screen.
  @Test func showsHostileNamesHarmlessly() {
    let name = "\u{1B}[2J\u{202E}" + String(repeating: "x", count: 400)
    let sentence = SafetensorsError.malformed(
      path: "a", name: name, offset: 9, .missingField("dtype")
    ).sentence
    #expect(sentence.hasPrefix("a: byte 9: \"\\u{1B}[2J\\u{202E}xxx"))
    #expect(sentence.contains("xxx...\": the field dtype is missing"))
    #expect(sentence.utf8.count < 300)
  }
}
