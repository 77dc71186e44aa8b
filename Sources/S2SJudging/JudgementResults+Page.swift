import S2SFiles
import S2SMetrics
import S2SReports

extension JudgementResults {
  /// The systems, and the differences between them, each with its interval.
  public var pictures: [Picture] {
    let better = lowerIsBetter ? "Less is better." : "More is better."
    var charts = measureNames.enumerated().map { index, measure in
      IntervalChart(
        title: "Systems: \(measure.name), with 95 % intervals", note: better,
        horizontal: measure.name,
        rows: systems.compactMap { system in
          system.estimates[index].value.map {
            IntervalChart.Row(system.name, $0, system.estimates[index].interval)
          }
        })
    }
    charts.append(
      IntervalChart(
        title: "Differences, with 95 % intervals",
        horizontal: "by how much the first is better",
        rows: pairs.compactMap { pair in
          pair.difference.value.map {
            IntervalChart.Row("\(pair.first) - \(pair.second)", $0, pair.difference.interval)
          }
        }, marksZero: true))
    return charts.filter { !$0.rows.isEmpty }.map(\.picture)
  }

  /// All sentences that somebody has judged, with what was said of them.
  var sentences: [StudyReport.Sentence] {
    let answers = Dictionary(grouping: judgements.firsts, by: \.sentence)
    return study.sentences.indices.compactMap { index in
      answers[index].map { sentence(study.sentences[index], $0) }
    }
  }

  private func sentence(
    _ sentence: JudgingStudy.Sentence, _ answers: [Judgements.Given]
  ) -> StudyReport.Sentence {
    let given = [
      sentence.source.map { StudyReport.Version(label: "source", text: $0) },
      sentence.reference.map { StudyReport.Version(label: "reference", text: $0) },
    ].compactMap(\.self)
    let versions = sentence.distinct.map { output in
      let names = systems.filter { sentence.representative(of: $0.index) == output }.map(\.name)
      return StudyReport.Version(
        label: ([names.joined(separator: ", ")] + verdicts(on: output, answers))
          .joined(separator: "; "),
        text: sentence.outputs[output], remarks: remarks(on: output, answers))
    }
    return StudyReport.Sentence(line: sentence.line, given: given, versions: versions)
  }

  /// What each judge said of an output, in a few words.
  private func verdicts(on output: Int, _ answers: [Judgements.Given]) -> [String] {
    answers.compactMap { answer in
      guard let place = answer.outputs.firstIndex(of: output) else { return nil }
      let words =
        switch answer.judgement {
        case .score(let score): Int(exactly: score).map(String.init) ?? "\(score)"
        case .ranks(let ranks): "rank \(ranks[place])"
        case .errors(let errors):
          errors.isEmpty ? "no error" : "\(errors.count) error\(errors.count == 1 ? "" : "s")"
        }
      return "judge \(answer.judge + 1): \(words)"
    }
  }

  /// The errors that judges marked in an output.
  private func remarks(on output: Int, _ answers: [Judgements.Given]) -> [String] {
    answers.filter { $0.outputs.contains(output) }.flatMap { answer in
      (answer.errors ?? []).map { error in
        "judge \(answer.judge + 1): \(error.severity.rawValue), \(error.category.rawValue)"
          + (error.words.isEmpty ? "" : ": “\(error.words)”")
          + (error.side == .source ? " (in the source)" : "")
      }
    }
  }
}
