/// An event of a run, as TensorBoard reads it.
///
/// Reference: `tensorboard/compat/proto/event.proto` and `summary.proto`.
package struct RunEvent {
  /// What happened.
  package enum Content {
    /// The file begins.
    case version
    /// A run goes on: what older files say of this step and of later ones has not happened.
    case goesOn
    /// Something was measured.
    case scalars([(tag: String, value: Double)])
  }

  /// When, in seconds since 1970.
  package var time: Double
  /// After how many updates.
  package var step: Int
  /// What happened.
  package var content: Content

  /// An event.
  package init(time: Double, step: Int, content: Content) {
    (self.time, self.step, self.content) = (time, step, content)
  }

  /// The event as a record of a file: its length, its bytes, and the checksums of both.
  ///
  /// Reference: TensorFlow, "TFRecord and tf.train.Example", on the format of the file.
  package var record: [UInt8] {
    let bytes = message.bytes
    let length = UInt64(bytes.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + bytes
      + CRC32C.masked(bytes).littleEndianBytes
  }

  private var message: ProtobufMessage {
    var event = ProtobufMessage()
    event.add(1, time)
    if step != 0 { event.add(2, step) }
    switch content {
    case .version: event.add(3, "brain.Event:2")
    case .goesOn:
      var session = ProtobufMessage()
      session.add(1, 1)
      event.add(7, session)
    case .scalars(let scalars):
      var summary = ProtobufMessage()
      for (tag, number) in scalars {
        var value = ProtobufMessage()
        value.add(1, tag)
        value.add(2, Float(number))
        summary.add(1, value)
      }
      event.add(5, summary)
    }
    return event
  }
}

extension TrainingRecord {
  /// The measurements under the names that TensorBoard shows, the same for every task.
  ///
  /// - Parameter withTraining: whether those of the training since the last record are among them.
  package func scalars(withTraining: Bool) -> [(tag: String, value: Double)] {
    let training: [(String, Double?)] = [
      ("loss/training", trainingLoss), ("perplexity/training", trainingPerplexity),
      ("learning_rate", learningRate), ("gradient_norm", gradientNorm),
      ("tokens_per_second", tokensPerSecond),
    ]
    let validation: [(String, Double?)] = [
      ("loss/validation", validationLoss), ("perplexity/validation", validationPerplexity),
    ]
    let named = scores.sorted { $0.key < $1.key }.map { ("score/\($0)", Optional($1)) }
    return (withTraining ? training : []).compactMap(Self.measured)
      + (validation + named + [("epoch", epoch)]).compactMap(Self.measured)
  }

  private static func measured(
    _ scalar: (String, Double?)
  ) -> (tag: String, value: Double)? {
    scalar.1.map { (scalar.0, $0) }
  }
}

/// Which records say how training went: where there are records between validations, those of
/// validations say the same again, as the mean over a longer time.
package struct TrainingSource {
  private var hasLog = false

  /// Nothing is recorded yet.
  package init() {}

  /// Whether the training of a record is to be shown; records come in their order.
  package mutating func counts(_ record: TrainingRecord) -> Bool {
    if record.validationLoss == nil { hasLog = true }
    return record.validationLoss == nil || !hasLog
  }
}
