import ArgumentParser
import S2SConsole
import S2SFiles
import S2SModels
import S2SOptions
import S2STraining
import Seq2Seq

/// One model for each of several seeds, trained one after the other.
extension TrainTaskCommand {
  /// Trains all of them, or goes on with those that are not finished.
  ///
  /// Nothing is trained if one of the directories cannot take its model. An interruption stops all.
  func run(_ request: Request, seeds list: SeedList) throws {
    let common = try commonDirectory(of: request)
    let requests = try requests(request, beside: common, list.seeds)
    if action.dryRun { return try forecast(requests, list, beside: common) }
    InterruptFlag.install()
    for (seed, request) in zip(list.seeds, requests) {
      let directory = request.modelPath ?? ""
      guard let request = try remaining(of: request) else {
        say("Seed \(seed): \(directory) has had its time.")
        continue
      }
      say("Seed \(seed): \(directory)")
      try train(request) { _ in resumeCommand }
    }
    if requests.count > 1 { say("Mean and deviation: \(Self.evaluation(of: requests))") }
  }

  /// The directory whose name all models have, with the seed behind it.
  private func commonDirectory(of request: Request) throws -> ModelDirectory {
    if request.mode == .resume && request.modelPath == nil && request.corpus.isEmpty {
      throw ValidationError("--resume with --seeds needs the languages or --model; give them.")
    }
    return try Task.directory(of: request)
  }

  /// The requests, by seed.
  ///
  /// - Throws: `ModelError` where a directory has a model already.
  private func requests(
    _ request: Request, beside common: ModelDirectory, _ seeds: [UInt64]
  ) throws -> [Request] {
    let requests = seeds.map { seed in
      var own = request
      own.options["seed"] = .integer(Int128(seed))
      let directory = common.beside(suffix: "-seed\(seed)")
      own.modelPath = directory.path
      // A run that has not begun when the others were stopped begins now.
      if own.mode == .resume && !directory.hasTraining { own.mode = .create }
      return own
    }
    if !action.dryRun { for own in requests { try Task.checkDirectory(of: own) } }
    return requests
  }

  /// The request with what is left of the run's time; `nil` where nothing is.
  ///
  /// A time limit is of each run as a whole, however often it was stopped, so that the models compare.
  private func remaining(of request: Request) throws -> Request? {
    guard request.mode == .resume, let limit = request.timeLimit else { return request }
    let (file, state) = try Checkpoint.open(try Task.directory(of: request).trainingFile)
    let used = file.metadata[Checkpoint.usedTimeKey].flatMap { Int($0) } ?? 0
    guard used < limit.seconds, let left = limit.leaving(after: state.elapsedSeconds) else {
      return nil
    }
    var request = request
    request.timeLimit = left
    return request
  }

  /// The command that goes on with all runs, and begins those that have not begun: as it was typed.
  private var resumeCommand: String {
    let given = [corpus.given, options.given, settings.given].flatMap { $0 }
    let typed = given.sorted { $0.key < $1.key }.map { name, value in
      switch value {
      case .flag(let isOn): isOn ? "--\(name)" : "--no-\(name)"
      default: ShellWord.option(name, "\(value)")
      }
    }
    let file = action.config.map { [ShellWord.option("config", $0)] } ?? []
    let curve = action.curve ? ["--curve"] : []
    return ([Self.command] + typed + file + curve + ["--resume"]).joined(separator: " ")
  }

  /// Measures a run of one seed, as all take the same.
  private func forecast(
    _ requests: [Request], _ list: SeedList, beside common: ModelDirectory
  ) throws {
    guard let first = requests.first else { return }
    var forecast = try forecast(first)
    forecast.configuration.values["seed"] = nil
    forecast.configuration.values["seeds"] = .text(list.description)
    forecast.configuration.values["model"] = .text(AbsolutePath(common.path).text)
    let time = NumberText.time(forecast.seconds * Double(requests.count))
    say("That is one of \(requests.count) runs, one after the other; together they take \(time).")
    try action.print(forecast)
  }

  /// The command that evaluates all runs.
  private static func evaluation(of requests: [Request]) -> String {
    "s2s eval" + requests.map { " --model \(ShellWord.quoted($0.modelPath ?? ""))" }.joined()
  }
}
