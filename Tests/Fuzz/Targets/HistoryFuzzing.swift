import S2STraining

/// The input is a history; cutting it back has to keep the records before the cut.
enum HistoryFuzzing {
  private static let inputFile = InputFile()

  static func run(_ input: [UInt8]) throws {
    let path = inputFile.holding(input)
    let records = try TrainingLog.records(in: path)
    claim(records.count <= input.count / 30, "a record is as long as its fields")
    _ = try TrainingLog(path: path, resumingAt: 5)
    claim(
      try TrainingLog.records(in: path) == records.filter { $0.step <= 5 },
      "cutting keeps what lies before")
  }

  static func seeds() -> [[UInt8]] {
    [
      """
      {"step":5,"epoch":0.5,"seconds":1.25,"training_loss":2.5e0,"is_best":true}
      {"step":6,"epoch":1,"seconds":2,"validation_loss":null,"bleu":12.5,"is_best":false}
      {"step":7
      """
    ].map { Array($0.utf8) }
  }
}
