import S2SFiles
import Seq2Seq

/// The input is a configuration file; options that pass their check have to make a model's shape.
enum OptionsFuzzing {
  static func run(_ input: [UInt8]) throws {
    let overrides = try StrictJSON.decode(TrainingOverrides.self, from: input)
    let options = overrides.applied(to: TrainingOptions())
    try options.validate()
    claim(options.dropout.layers >= 0 && options.dropout.layers < 1, "dropout is a probability")
    try options.modelConfiguration(sourceVocabularySize: 300, targetVocabularySize: 300).validate()
    claim(!options.summary.isEmpty, "options have a summary")
  }

  static func seeds() -> [[UInt8]] {
    [
      """
      {"cell": "lstm", "layers": 2, "hidden": 512, "bidirectional": true, "dropout": 0.25,
       "dropout-layers": 1e-1, "optimizer": "sgd", "learning-rate": 0.5, "seed": 18446744073709551615}
      """,
      #"{"batch-sentences":32,"patience":3,"metric":"bleu","schedule":"inverse-sqrt","steps":null}"#,
    ].map { Array($0.utf8) }
  }
}
