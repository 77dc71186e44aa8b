// `import Seq2Seq` alone gives a program all of the toolkit: each type that the interface of this
// target speaks of, errors among them, and what search, metrics and tokenizers offer on their own.
// The modules stay apart for those who work on the toolkit, and `Package.swift` says who sees whom.

@_exported import S2SCorpora
@_exported import S2SFiles
@_exported import S2SJSON
@_exported import S2SJudging
@_exported import S2SLayers
@_exported import S2SMetrics
@_exported import S2SModels
@_exported import S2SOptions
@_exported import S2SReports
@_exported import S2SSearch
@_exported import S2STensors
@_exported import S2SText
@_exported import S2STraining
