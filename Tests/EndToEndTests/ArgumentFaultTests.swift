import Foundation
import S2SOptions
import Seq2Seq
import Testing

@testable import S2SCommand

/// Words that the command does not know get an answer by their meaning.
@Suite struct ArgumentFaultTests {
  /// The sentence for words that are refused; empty for words that are right.
  private func sentence(_ line: String) -> String {
    do {
      _ = try S2SCommand.parse(line.split(separator: " ").map(String.init))
      return ""
    } catch { return Failure(error).message ?? "" }
  }

  @Test(arguments: [
    ("train --lr 0.1 --src fr --tgt en", "did you mean --learning-rate?"),
    ("train --batch-size 8", "did you mean --batch-sentences?"),
    ("train --batch_tokens 8", "did you mean --batch-tokens?"),
    ("train --hidden-size 8", "did you mean --hidden?"),
    ("train -rnn_size 8", "did you mean --hidden?"),
    ("train --num-layers 2", "did you mean --layers?"),
    ("train --source-noise 0.1", "did you mean --typing-variants?"),
    ("train --source fr", "did you mean --src?"), ("train -t en", "did you mean --tgt?"),
    ("train --output m", "did you mean --model?"),
    ("train --dev d.tsv", "did you mean --valid?"),
    ("train --max-epochs 3", "did you mean --epochs?"),
    ("train --no-attention", "did you mean --attention none?"),
    ("train --device cpu", "always computes on the processor"),
    (
      "train --beam-size 5",
      "s2s caption, s2s distill, s2s backtranslate and s2s inspect beam have --beam"
    ),
    ("train --length-buckt 3", "did you mean --length-bucket?"),
    ("train --frobnicate 3", "s2s train --help lists them"),
    (
      "train --lr 1 --rnn_size 3 --frobnicate 3 --lr 2 --gpu 0",
      "has no options --lr (did you mean --learning-rate?), --rnn_size (did you mean --hidden?), "
        + "--frobnicate and --gpu (it always computes on the processor; leave it out); s2s train --help"
    ),
    ("train models/x", "takes no models/x; did you mean --model models/x?"),
    ("train --src fr --tgt en a/b", "did you mean --model a/b?"),
    ("train run.json", "did you mean --config run.json?"),
    ("train all.tsv", "did you mean --train all.tsv?"),
    ("train fr-en", "did you mean --src fr --tgt en?"),
    ("train French English", "did you mean --src fr --tgt en?"),
    ("train lmm --train a", "did you mean s2s train lm?"), ("info a b", "s2s info takes no b"),
    ("eval --hyp a --ref b --metrics bleu chrf", "type: --metrics bleu,chrf"),
    ("train --seeds 1 2 3", "type: --seeds 1,2,3"),
    (
      "eval -i a --refs b -tok 13a -lc -m bleu",
      "-i (did you mean --hyp?), --refs (did you mean --ref?), -tok (did you mean --tokenize?), "
        + "-lc (did you mean --lowercase?) and -m (did you mean --metrics?)"
    ),
    ("train --word_vec_size 2", "--embedding?"), ("train --dim-rnn 1", "--hidden?"),
    ("train --dim-emb 1", "--embedding?"), ("train --max-epoch 1", "--epochs?"),
    ("train --max-tokens 1", "--batch-tokens?"), ("train --save-dir x", "--model?"),
    ("train --train_from x", "--model DIR --resume goes on with a run"),
    ("train --tgt-vocab 3", "vocabularies are learned from the corpus"),
    ("train --devices 0", "always computes on the processor"),
    ("train --cpu-threads 2", "--threads?"), ("train --disp-freq 2", "--log-every?"),
    ("train --update-freq 2", "computed in parts"), ("translate -b 5", "--beam?"),
    ("translate --lenpen 1", "--length-penalty?"), ("translate --quiet", "on standard error"),
    ("score --src-file a", "name the files behind the options"),
    (
      "train --src fr --tgt en --schedule invers-sqrt",
      "--schedule is invers-sqrt; it has to be one of"
    ),
    (
      "translate --format jsn",
      "--format is jsn; it has to be one of text, tsv, json, moses; did you mean json?"
    ),
    ("translate --kernels avx", "did you mean avx2?"),
    ("train --src fr --tgt en --tokens bpe", "did you mean subwords?"),
    ("train --src fr --tgt en --join bpe", "did you mean subword-nmt?"),
    ("tokenize --side srouce", "did you mean source?"),
    ("train --src fr --tgt en --attention bahdanau", "did you mean additive?"),
    ("train --src fr --tgt en --attention luong", "did you mean general?"),
    ("train --src fr --tgt en --cell lsmt", "did you mean lstm?"),
    ("translate --num-beams 4", "did you mean --beam?"),
    ("translate --output x", "add > FILE"),
    ("translate --batch-size 8", "did you mean --batch-sentences?"),
    ("eval --output-dir x", "did you mean --output?"),
    ("eval --reference x", "did you mean --ref?"),
    ("eval --metrics BLEUX", "did you mean bleu?"),
    ("trian", "did you mean s2s train?"), ("tranlate", "did you mean s2s translate?"),
    ("predict", "did you mean s2s translate?"), ("evaluate", "did you mean s2s eval?"),
    ("bleu", "did you mean s2s eval?"), ("doctor", "did you mean s2s corpus doctor?"),
    ("corpus uppercase", "did you mean s2s corpus variants?"),
    ("corpus variants --lang fr --way upper", "did you mean capitals?"),
    ("corpus variants --lang fr", "--way or --output is needed"),
    ("corpus variants --lang fr --way spaces --output x a.fr", "--way and --output exclude"),
    ("corpus variants --lang fr --output x", "name one"),
    ("corpus impor", "did you mean s2s corpus import?"),
    ("corpus apt", "did you mean s2s corpus debian?"),
    ("corpus debian --packages x", "did you mean --downloads?"),
    ("corpus debian", "s2s corpus debian needs --src and --tgt; for example: s2s corpus debian"),
    ("corpus debian --src fr --tgt de", "give en for one of them"),
    (
      "corpus debian --src fr --tgt en --parts A,F",
      "--parts is A,F; it has to be letters from A to E"
    ),
    ("frobnicate", "s2s --help lists them"),
    ("train", "s2s train needs --src and --tgt; for example: s2s train --src fr --tgt en"),
    ("train lm", "s2s train lm needs --train; for example: s2s train lm --train"),
    ("average", "s2s average needs <models> and --output; for example: s2s average"),
    ("corpus import", "needs <files>, --src, --tgt and --output; for example: s2s corpus import"),
    ("translate --beam -1x", "it has to be a whole number from 1"),
    ("translate --length-penalty 0x10", "it has to be a number"),
    ("translate --length-penalty 1e300", "it has to be"),
    ("train --src fr --tgt en --dropout nan", "it has to be a number"),
    ("eval --ref a --smooth floor --smooth-value 1e300", "from 0 to 1000"),
    ("eval --ref a --tgt chinese", "did you mean zh?"), ("eval --ref a --tgt Hant", "the code of"),
    ("eval --ref a --rouge-types Lsum --rouge-split xx", "the code of"),
    ("train --train a.tsv --train b.tsv", "s2s corpus import makes one corpus"),
    ("translate --placeholders --no-placeholders", "exclude each other"),
    ("bt", "did you mean s2s backtranslate?"), ("backtranslate --mono a", "did you mean --text?"),
    ("backtranslate -i a", "did you mean --text?"),
    ("backtranslate --bitext a", "did you mean --train?"),
    ("backtranslate --text a b --model m --output o", "s2s backtranslate takes no b"),
    (
      "backtranslate",
      "s2s backtranslate needs --model, --text and --output; for example: s2s backtranslate --model"
    ),
  ])
  func saysWhatWasMeant(line: String, words: String) {
    let text = sentence(line)
    #expect(text.contains(words), "\(text)")
  }

  /// Small and capital letters, spaces and repeated names mean the same.
  @Test(arguments: [
    "train --src FR --tgt EN --cell LSTM --attention Dot --metric BLEU --schedule Linear",
    "eval --ref a --metrics bleu,bleu,rouge --rouge-types 1,1,lsum --tokenize 13A --smooth EXP --tgt ZH",
    "eval --hyp a --hyp b --ref c", "translate --format JSON --length-formula GNMT",
  ])
  func readsWhatIsClear(line: String) { #expect(sentence(line) == "") }

  @Test func spacesAndRepeatsInLists() throws {
    #expect(try MetricSelection(names: " bleu, ChrF ,bleu").kinds == [.bleu, .chrf])
    #expect(throws: MetricError.noMetrics) { try MetricSelection(names: " , ") }
  }

  /// Every option of every command, given twice, is refused with one sentence, unless it is a list.
  @Test func nothingIsGivenTwiceInSilence() throws {
    let root = try #require(CommandDeclaration.root)
    var count = 0
    func walk(_ command: CommandDeclaration, _ path: [String]) {
      for argument in command.arguments ?? [] where !argument.isRepeating {
        guard let name = argument.names?.last?.name, !["help", "version"].contains(name) else {
          continue
        }
        let words = argument.kind == .flag ? ["--\(name)"] : ["--\(name)", "1"]
        count += 1
        #expect(throws: ArgumentFault.self, "\(path) \(name)") {
          try ArgumentFault.checkRepeats(path + words + words)
        }
      }
      for next in command.subcommands ?? [] where next.commandName != "help" {
        walk(next, path + [next.commandName])
      }
    }
    walk(root, [])
    #expect(count > 200)
  }

  /// What the table of synonyms suggests exists, and no synonym hides an option.
  @Test func everySuggestionExists() throws {
    let root = try #require(CommandDeclaration.root)
    func names(_ command: CommandDeclaration) -> Set<String> {
      (command.subcommands ?? []).reduce(Set(command.optionNames)) { $0.union(names($1)) }
    }
    let all = names(root)
    for line in Synonyms.optionTable {
      for option in line.options { #expect(all.contains(Synonyms.name(of: option)), "\(option)") }
    }
  }

  @Test(arguments: [
    ("{\"lr\": 1}", "did you mean \"learning-rate\"?"),
    ("{\"rnn_size\": 1}", "did you mean \"hidden\"?"),
    ("{\"attention\": \"bahdanau\"}", "did you mean \"additive\"?"),
  ])
  func configurationsToo(text: String, words: String) throws {
    let command = try Command()
    let path = try command.write(text, to: "c.json")
    do {
      _ = try ConfigurationFile.read(path, for: TaskKind.all[0])
      Issue.record("nothing was refused")
    } catch { #expect(Failure(error).message?.contains(words) == true, "\(error)") }
  }
}
