import Glibc
import S2SFiles
import S2STraining
import TestSupport
import Testing

@Suite struct TrainingLogTests {
  let directory = TemporaryDirectory()
  var path: String { directory.file("history.jsonl") }

  private func record(step: Int) -> TrainingRecord {
    var record = TrainingRecord(step: step, epoch: Double(step) / 10, seconds: 1.5)
    record.trainingLoss = 0.1 + Double(step)
    return record
  }

  @Test func writesOneObjectALine() throws {
    let log = try TrainingLog(path: path)
    var record = TrainingRecord(step: 1200, epoch: 2.5, seconds: 61.25)
    try log.append(record)
    record.trainingLoss = 0
    record.tokensPerSecond = 12345.5
    record.gradientNorm = .infinity
    record.learningRate = 1e-5
    record.validationLoss = .nan
    record.scores = ["bleu": 31.25]
    record.isBest = true
    try log.append(record)
    try log.synchronize()
    #expect(
      directory.text(of: "history.jsonl") == """
        {"step":1200,"epoch":2.5,"seconds":61.25}
        {"step":1200,"epoch":2.5,"seconds":61.25,"training_loss":0.0,"training_perplexity":1.0,\
        "tokens_per_second":12345.5,"gradient_norm":null,"learning_rate":1e-05,\
        "validation_loss":null,"validation_perplexity":null,"scores":{"bleu":31.25},"is_best":true}

        """)
    record.gradientNorm = nil
    record.validationLoss = nil
    #expect(try TrainingLog.records(in: path).last == record)
  }

  @Test func beginsAnewWithoutAStep() throws {
    directory.write("not a history", to: "history.jsonl")
    _ = try TrainingLog(path: path)
    #expect(directory.text(of: "history.jsonl") == "")
  }

  @Test func cutsWhatLiesAfterTheResumedStep() throws {
    let log = try TrainingLog(path: path)
    for step in 1...6 { try log.append(record(step: step)) }
    let resumed = try TrainingLog(path: path, resumingAt: 4)
    for step in 5...7 { try resumed.append(record(step: step)) }
    #expect(try TrainingLog.records(in: path) == (1...7).map(record))
  }

  @Test func resumesWithoutAHistory() throws {
    let log = try TrainingLog(path: path, resumingAt: 4)
    try log.append(record(step: 5))
    #expect(try TrainingLog.records(in: path) == [record(step: 5)])
  }

  @Test func dropsATornLastLine() throws {
    let log = try TrainingLog(path: path)
    for step in 1...3 { try log.append(record(step: step)) }
    let whole = try #require(directory.bytes(of: "history.jsonl"))
    let lineEnds = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    for size in 0...whole.count {
      directory.write(Array(whole[..<size]), to: "history.jsonl")
      let expected = (1...3).prefix(lineEnds.count { $0 < size }).map(record)
      #expect(try TrainingLog.records(in: path) == expected)
      try TrainingLog(path: path, resumingAt: 9).append(record(step: 10))
      #expect(try TrainingLog.records(in: path) == expected + [record(step: 10)])
    }
  }

  @Test(arguments: [
    "", "x", "[]", "null", "{}", #"{"step":1}"#, #"{"step":"1","epoch":1,"seconds":1}"#,
    #"{"step":1.5,"epoch":1,"seconds":1}"#,
    "{\"step\":1,\"epoch\":1,\"seconds\":1,\"seconds\":\u{0}}",
    String(repeating: "[", count: 10_000),
  ])
  func namesTheLineThatIsNoRecord(line: String) {
    let good = #"{"step":1,"epoch":1,"seconds":1}"#
    directory.write("\(good)\n\(line)\n\(good)\n", to: "history.jsonl")
    let error = #expect(throws: TrainingError.self) { try TrainingLog.records(in: path) }
    guard case .malformedHistory(path, line: 2, _) = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
    #expect(throws: TrainingError.self) { try TrainingLog(path: path, resumingAt: 1) }
  }

  @Test func keepsWholeLinesWhenTheDiskRefusesMore() async throws {
    await #expect(processExitsWith: .success) { [path = path as String] in
      Glibc.signal(SIGXFSZ, SIG_IGN)
      let log = try TrainingLog(path: path)
      var limit = rlimit(rlim_cur: 100, rlim_max: 100)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let record = TrainingRecord(step: 1, epoch: 0.25, seconds: 1)
      try log.append(record)
      try log.append(record)
      #expect(throws: FileError.inputOutput(.write, path: path, errorNumber: EFBIG)) {
        try log.append(record)
      }
    }
    let line = #"{"step":1,"epoch":0.25,"seconds":1.0}"# + "\n"
    #expect(directory.text(of: "history.jsonl") == line + line)
  }

  @Test func refusesPlacesThatCannotBeWritten() {
    let path = directory.file("none/history.jsonl")
    #expect(throws: FileError.cannotCreate(.create, path: path, errorNumber: ENOENT)) {
      try TrainingLog(path: path)
    }
  }
}
