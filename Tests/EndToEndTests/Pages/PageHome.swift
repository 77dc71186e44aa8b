import Foundation
import TestSupport

/// A place where the scripts of one page run, with the files that the page speaks of.
///
/// By default the bundled corpus is a toy one and every net that is trained is tiny, so a page takes
/// seconds and its figures say nothing. With `S2S_PAGES=whole` in the environment (`make pages`)
/// everything is as the page has it.
struct PageHome {
  static let isWhole = ProcessInfo.processInfo.environment["S2S_PAGES"] == "whole"

  private let command: Command

  /// - Parameter page: the page, below the package's folder.
  init(page: String) throws {
    command = try Command()
    if Self.isWhole {
      try FileManager.default.createSymbolicLink(
        at: command.home.appending(path: "corpora"),
        withDestinationURL: SourceScan.root.appending(path: "corpora"))
    } else {
      try command.makeCorpus()
      try Self.linkTagged(in: command)
    }
    try FileManager.default.createSymbolicLink(
      at: command.home.appending(path: "Benchmarks"),
      withDestinationURL: SourceScan.root.appending(path: "Benchmarks"))
    for (name, text) in Self.files where !(Self.isWhole && name.hasPrefix("corpora/classifier")) {
      try command.write(text, to: name)
    }
    let wrapper = try command.write(Self.wrapper, to: "bin/s2s")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
    if !Self.isWhole {
      try FileManager.default.copyItem(
        at: Self.scenes.get().home.appending(path: "corpora/scenes"),
        to: command.home.appending(path: "corpora/scenes"))
    }
    guard page != "README.md" else { return }
    if Self.isWhole {
      _ = try run("s2s train --src fr --tgt en --epochs 2")
    } else {
      try FileManager.default.copyItem(
        at: Self.prepared.get().home.appending(path: "models"),
        to: command.home.appending(path: "models"))
    }
  }

  /// Puts the bundled corpus of tags beside the toy one of pairs.
  private static func linkTagged(in command: Command) throws {
    try FileManager.default.createSymbolicLink(
      at: command.home.appending(path: "corpora/tagger"),
      withDestinationURL: SourceScan.root.appending(path: "corpora/tagger"))
  }

  /// What a terminal shows of commands in this home: both streams in one.
  func run(_ commands: String) throws -> Command.Result {
    let setting =
      "set -euo pipefail\nexec 2>&1\nunset S2S_HOME\nexport PATH='\(command.home.path)/bin':$PATH\n"
    return try command.run(["-c", setting + commands], of: "/bin/bash")
  }

  /// A few small pictures where the bundled corpus of scenes would be.
  private static let scenes = Result { () throws -> Command in
    let command = try Command()
    _ = try command.run(
      "corpus", "scenes", "--train", "4", "--valid", "2", "--test", "2", "--size", "24")
    return command
  }

  /// Models that pages speak of as there: some runs, a language model, and a run that was stopped.
  private static let prepared = Result { () throws -> Command in
    let command = try Command()
    try command.makeCorpus()
    let small = ["--hidden", "8", "--embedding", "8", "--vocabulary-size", "300"]
    let translator =
      ["train", "--src", "fr", "--tgt", "en", "--attention", "general"] + small
    _ = try command.run(translator + ["--steps", "4", "--seeds", "1,2,3"])
    _ = try command.run(
      ["train", "lm", "--train", "corpora/phrasebook/train.en"] + small + ["--steps", "4"])
    _ = try command.run(
      ["train", "lm", "--stream", "--train", "corpora/phrasebook/train.en"] + small
        + ["--steps", "4", "--model", "models/book"])
    try linkTagged(in: command)
    _ = try command.run(
      ["train", "tagger", "--train", "corpora/tagger/train.conllu", "--steps", "4"] + small)
    try command.write(labelled, to: "labelled.tsv")
    _ = try command.run(
      ["train", "classifier", "--train", "labelled.tsv"] + small + ["--steps", "4"])
    _ = try command.run(
      "corpus", "scenes", "--train", "4", "--valid", "2", "--test", "2", "--size", "24")
    _ = try command.run(
      ["train", "captioner", "--corpus", "corpora/scenes", "--steps", "4"] + small)
    _ = try command.run(translator + ["--model", "models/stopped", "--time-limit", "1s"])
    for name in ["fr-en", "a", "b"] {
      try FileManager.default.copyItem(
        at: command.home.appending(path: "models/fr-en-seed1"),
        to: command.home.appending(path: "models/\(name)"))
    }
    return command
  }

  /// Files that pages name as the reader's own.
  private static let files = [
    "input.txt": """
    Est-ce qu'il y a un bureau de poste dans cette ville ?
    Il y a quelques beaux oiseaux dans la forêt.
    Je pourrais faire la cuisine dans le jardin demain matin.
    Elles n'ont pas encore dansé dans le parc.

    """,
    "source.txt": "Il fait froid.\nIl pleut.\nOui.\nNon.\n",
    "reference.txt": "It is cold.\nIt rains.\nYes.\nNo.\n",
    "output.txt": "It is cold.\nIt is raining.\nYes.\nNo.\n",
    "other.txt": "It is hot.\nIt rains.\nYes.\nYes.\n", "third.txt": "It cold.\nRain.\nNo.\nNo.\n",
    "train.txt": counting, "starts.txt": "It\nIt\n", "end.txt": counting,
    "a.txt": counting, "b.txt": "one two\n", "c.txt": "two three\n",
    "ptb.train.txt.gz": counting, "ptb.valid.txt.gz": "one two\n", "ptb.test.txt.gz": "two three\n",
    "my-corpus/train.de": counting, "my-corpus/train.en": counting,
    "multi30k/train.fr": counting, "multi30k/train.de": counting,
    "multi30k/train.en": counting,
    "corpora/mine/train.fr": counting, "corpora/mine/train.en": counting,
    "path/to/corpus/train.fr": counting, "path/to/corpus/train.en": counting,
    "pairs.tsv": pairs, "mine.tsv": pairs, "all.tsv": pairs,
    "run.json": "{\"src\": \"fr\", \"tgt\": \"en\"}",
    "sheet.csv": "fr,id,en\nun,1,one\ndeux,2,two\n",
    "lines.txt": counting, "test.fr": "un deux\ntrois\n", "test.en": "one two\nthree\n",
    "a1.txt": "It is cold.\nIt is raining.\nYes.\nNo.\n",
    "b1.txt": "It hot.\nIt rains.\nYes.\nYes.\n",
    "a2.txt": "It is cold.\nIt rains.\nYes.\nYes.\n",
    "b2.txt": "It is hot.\nIt rains.\nNo.\nYes.\n",
    "a3.txt": "It is cold.\nRain.\nYes.\nNo.\n",
    "b3.txt": "It is hot.\nRain.\nYes.\nYes.\n",
    "labelled.tsv": labelled, "corpora/classifier/train.tsv": labelled,
    "corpora/classifier/valid.tsv": labelled, "corpora/classifier/test.tsv": labelled,
    "baseline.txt": "It is hot.\nIt rains.\nYes.\nNo.\n", "memory.tmx": memory,
    "memory.tmx.gz": memory,
    "train.conllu": tagged, "dev.conllu": tagged, "test.conllu": tagged, "input.conllu": tagged,
    "entities.tsv": String(
      repeating: "in\tO\nNew\tB-LOC\nYork\tI-LOC\n\nnow\tO\n\n", count: 10),
    "words.tsv": String(repeating: "新\tA\n世纪\tN\n\n新\tA\n\n", count: 10),
    "study/key.json": key, "study/answers-1.csv": answers("j1"),
    "study/answers-2.csv": answers("j2"),
    "downloads/lists/host_i18n_Translation-fr": descriptions("fr", "jeu pour"),
    "downloads/lists/host_i18n_Translation-en": descriptions("en", "a game for"),
    "mono.en": counting, "messages.po": catalogue, "web/train.fr": counting,
    "web/train.en": counting,
  ]

  /// 300 lines that differ, in words that come again and again.
  private static let counting = numbers.map { $0 + "\n" }.joined()
  private static let pairs = numbers.map { "\($0)\t\($0) too\n" }.joined()
  private static let labelled = numbers.enumerated()
    .map { "\($0 % 2 == 0 ? "even" : "odd")\t\($1)\n" }.joined()
  private static let numbers = (0..<300).map { number in
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return [number / 100, number / 10 % 10, number % 10].map { digits[$0] }.joined(separator: " ")
  }

  /// Twenty sentences of CoNLL-U.
  private static let tagged = String(
    repeating: ["1\tThe\t_\tDET\tDT", "2\tcat\t_\tNOUN\tNN", "3\tsleeps\t_\tVERB\tVBZ"]
      .map { $0 + "\t_\t0\troot\t_\t_\n" }.joined() + "\n", count: 20)

  private static let memory = """
    <tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence" adminlang="en"
     o-tmf="x" creationtool="x" creationtoolversion="1"/><body>
    <tu><tuv xml:lang="en"><seg>one two</seg></tuv><tuv xml:lang="de"><seg>eins zwei</seg></tuv>
    <tuv xml:lang="fr"><seg>un deux</seg></tuv></tu></body></tmx>
    """
  private static let catalogue =
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    + (0..<1200).map { "\nmsgid \"Open file \($0)\"\nmsgstr \"Datei \($0) öffnen\"\n" }.joined()

  /// Descriptions of games, enough of them to set some aside.
  private static func descriptions(_ language: String, _ start: String) -> String {
    (0..<4100).map { number in
      "Package: p\(number)\nDescription-md5: \(number)\n"
        + "Description-\(language): \(start) \(number) players here\n\n"
    }.joined()
  }

  /// A study of one sentence, and what its judges said.
  private static let key = """
    {"version": 1, "study": "00000000", "systems": ["a", "b"], "design": {"kind": "direct",
    "sentences": 1, "judges": 2, "common": 1, "repeats": 0, "seed": 1},
    "sentences": [{"line": 1, "source": "un", "outputs": ["one", "two"]}],
    "sheets": [{"items": [{"sentence": 0, "outputs": [0]}, {"sentence": 0, "outputs": [1]}]},
    {"items": [{"sentence": 0, "outputs": [1]}, {"sentence": 0, "outputs": [0]}]}]}
    """

  private static func answers(_ judge: String) -> String {
    "sheet,item,score\n\(judge)-00000000,1,70\n\(judge)-00000000,2,40\n"
  }

  /// The command as pages give it, with nets that train in a second; a page's training begins as in
  /// a new folder, whatever the page trained before.
  private static var wrapper: String {
    return """
      #!/bin/bash
      words=("$@")
      if [ "$1" = train ]; then
        case " $* " in *" --dry-run"*|*" --resume "*) ;; *) words+=(--overwrite) ;; esac
      fi
      case "$1 $2" in "corpus import"|"corpus phrasebook"|"corpus task"|"corpus scenes"|"corpus gallery"|"corpus debian"|"quantize "*|"average "*|"judge sheet"|"judge report") words+=(--overwrite) ;; esac
      \(isWhole ? "" : small)
      exec '\(TestedCommand.url.path)' "${words[@]}"
      """
  }

  private static let small = """
    kept=() skip=
    for word in "${words[@]}"; do
      if [ -n "$skip" ]; then skip=; continue; fi
      case $word in
        --hidden|--embedding|--epochs|--steps|--time-limit|--vocabulary-size|--layers|--validate-every)
          skip=1 ;;
        --pairs) skip=1 kept+=(--pairs 6000) ;;
        *) kept+=("$word") ;;
      esac
    done
    words=("${kept[@]}")
    if [ "$1 $2" = "corpus scenes" ]; then
      pictures=() skip=
      for word in "${words[@]}"; do
        if [ -n "$skip" ]; then skip=; continue; fi
        case $word in --train|--valid|--test|--size) skip=1 ;; *) pictures+=("$word") ;; esac
      done
      words=("${pictures[@]}" --train 4 --valid 2 --test 2 --size 24)
    fi
    if [ "$1" = train ] && [[ " $* " = *" --resume "* ]]; then
      words+=(--time-limit 1s)
    elif [ "$1" = train ]; then
      words+=(--hidden 8 --embedding 8 --vocabulary-size 300 --steps 4 --validate-every 2)
    fi
    """
}
