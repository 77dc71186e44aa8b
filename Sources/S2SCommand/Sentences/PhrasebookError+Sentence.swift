import S2SPhrasebook

extension PhrasebookError: Sentence {
  package var exitCode: SystemExitCode { .usage }

  package var sentence: String { message }
}
