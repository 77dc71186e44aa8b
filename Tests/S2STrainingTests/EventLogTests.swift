import Foundation
import S2SFiles
import S2STraining
import TestSupport
import Testing

/// Files of events for TensorBoard.
@Suite struct EventLogTests {
  private let folder = TemporaryDirectory()

  /// The check value of CRC-32C, and the example of RFC 3720.
  @Test func checksums() {
    #expect(CRC32C.checksum("123456789".utf8) == 0xE306_9283)
    #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum([]) == 0)
  }

  /// The bytes are those of TensorBoard's own writer, made by Tests/Goldens/events.py.
  @Test func writesWhatTensorBoardWrites() throws {
    var record = TrainingRecord(step: 400, epoch: 1.5, seconds: 60)
    record.trainingLoss = 2.5
    record.learningRate = 0.001
    record.gradientNorm = 1e30
    record.tokensPerSecond = 12_345.678
    record.validationLoss = 3
    record.scores["bleu"] = 31.25
    let huge = RunEvent.Content.scalars([
      ("loss/training", 0), ("perplexity/training", .infinity), ("epoch", 0),
    ])
    let events = [
      RunEvent(time: 1_700_000_000.25, step: 0, content: .version),
      RunEvent(time: 1_700_000_001.5, step: 301, content: .goesOn),
      RunEvent(
        time: 1_700_000_002, step: 400, content: .scalars(record.scalars(withTraining: true))),
      RunEvent(time: 1_700_000_003, step: 5_000_000_000, content: huge),
    ]
    let golden = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/events.tfevents")
    #expect(events.flatMap(\.record) == Array(try Data(contentsOf: golden)))
  }

  private static func record(_ step: Int, validates: Bool) -> TrainingRecord {
    var record = TrainingRecord(step: step, epoch: 1, seconds: Double(step))
    record.trainingLoss = 2
    if validates { record.validationLoss = 3 }
    return record
  }

  /// The contents of a file's records, whose checksums are right; a torn one is the end.
  private func messages(_ path: String) throws -> [[UInt8]] {
    var rest = Array(try Data(contentsOf: URL(filePath: path)))[...]
    var messages: [[UInt8]] = []
    while rest.count >= 12 {
      let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 16 + length else { break }
      let message = Array(rest.dropFirst(12).prefix(length))
      let check = rest.dropFirst(12 + length).prefix(4).reversed().reduce(UInt32(0)) {
        $0 << 8 | UInt32($1)
      }
      #expect(check == CRC32C.masked(message))
      messages.append(message)
      rest = rest.dropFirst(16 + length)
    }
    return messages
  }

  private func texts(_ path: String) throws -> [String] {
    try messages(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where there are records between validations, those say how training went.
  @Test func eachMeasureStandsOnce() throws {
    let log = try EventLog(directory: folder.file("runs/a"))
    for (step, validates) in [(1, true), (2, false), (2, true), (3, false)] {
      try log.append(Self.record(step, validates: validates))
    }
    let texts = try texts(log.path)
    #expect(texts.count == 5 && texts[0].contains("brain.Event:2"))
    #expect(texts.dropFirst().map { $0.contains("loss/training") } == [true, true, false, true])
    #expect(texts.dropFirst().map { $0.contains("loss/validation") } == [true, false, true, false])
  }

  /// What is written stays readable, whenever the run is killed.
  @Test func aTornRecordIsTheEnd() throws {
    let log = try EventLog(directory: folder.file("a"))
    try log.append(Self.record(1, validates: true))
    try log.append(Self.record(2, validates: true))
    let whole = try Data(contentsOf: URL(filePath: log.path))
    for count in [1, 5, 20] {
      try whole.dropLast(count).write(to: URL(filePath: log.path))
      #expect(try messages(log.path).count == 2)
    }
  }

  /// A run that goes on has a file behind the older ones, which says from where.
  @Test func goesOnInAnotherFile() throws {
    let first = try EventLog(directory: folder.file("a"))
    let history = [Self.record(5, validates: true)]
    let second = try EventLog(directory: folder.file("a"), resumingAt: 5, history: history)
    let third = try EventLog(directory: folder.file("a"), resumingAt: 5, history: history)
    let files = [first, second, third].map(\.path)
    #expect(files == files.sorted() && Set(files).count == 3)
    // Field 2 is the step, field 7 a session that starts.
    #expect(try messages(third.path)[1].suffix(6) == [0x10, 6, 0x3A, 2, 0x08, 1])
    #expect(try messages(second.path).count == 2)
  }

  /// A run that had no events before writes all of them.
  @Test func writesThePastWhereThereIsNone() throws {
    let history = [Self.record(1, validates: true), Self.record(2, validates: true)]
    let log = try EventLog(directory: folder.file("a"), resumingAt: 2, history: history)
    #expect(try messages(log.path).count == 3)
  }

  @Test func keepsEventsOfOthers() throws {
    let directory = folder.file("a")
    _ = try EventLog(directory: directory)
    #expect(throws: TrainingError.eventsExist(directory: directory)) {
      try EventLog(directory: directory)
    }
    #expect(throws: TrainingError.eventsExist(directory: directory)) {
      try EventLog.check(directory, overwrites: false)
    }
    try EventLog.check(directory, overwrites: true)
    let other = directory + "/events.out.tfevents.1.host"
    try Data().write(to: URL(filePath: other))
    #expect(throws: TrainingError.foreignEvents(directory: directory)) {
      try EventLog.check(directory, overwrites: true)
    }
    try EventLog.removeAll(in: directory)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 1)
  }

  @Test func hasTheNameOfTheModel() {
    #expect(EventLog.directory(in: "runs", ofModel: "models/fr-en/") == "runs/fr-en")
    #expect(EventLog.directory(in: "runs", ofModel: folder.path + "/x/.") == "runs/x")
  }
}
