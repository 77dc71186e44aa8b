import S2SMetrics

extension MetricError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String { message }
}
