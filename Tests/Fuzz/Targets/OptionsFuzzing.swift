import S2SFiles
import S2SOptions
import Seq2Seq

/// The input is a configuration file; options that pass their check have to make a model's shape.
enum OptionsFuzzing {
  static func run(_ input: [UInt8]) throws {
    let given = try StrictJSON.decode(OptionValues.self, from: input)
    let options = try TranslatorOptions().changed(by: given)
    try options.validate()
    let rate = options.shape.dropout.layers
    claim(rate >= 0 && rate < 1, "dropout is a probability")
    try options.shape.validate()
    claim(
      options.values == (try TranslatorOptions().changed(by: options.values)).values,
      "values come back")
    claim(!options.summary.isEmpty, "options have a summary")
  }

  static func seeds() -> [[UInt8]] {
    [
      """
      {"cell": "lstm", "layers": 2, "hidden": 512, "bidirectional": true, "dropout": 0.25,
       "dropout-layers": 1e-1, "optimizer": "sgd", "learning-rate": 0.5, "seed": 18446744073709551615}
      """,
      #"{"batch-sentences":32,"patience":3,"metric":"bleu","schedule":"inverse-sqrt","steps":9}"#,
    ].map { Array($0.utf8) }
  }
}
