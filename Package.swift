// swift-tools-version: 6.1
// The map of the package: targets in the data's order, each seeing only what it needs.
import PackageDescription

/// Settings of every Swift target: the language mode is 6 (from the tools version).
let swift: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

let package = Package(
  name: "s2s",
  products: [
    .executable(name: "s2s", targets: ["S2SCommand"]),
    .library(name: "Seq2Seq", targets: ["Seq2Seq"]),
    .library(name: "S2SText", targets: ["S2SText"]),
    .library(name: "S2SMetrics", targets: ["S2SMetrics", "S2SReports"]),
    .library(name: "S2SScenes", targets: ["S2SScenes"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries and C: what the processor and the operating system offer.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(
      name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .target(name: "CKernels"),
    // The start of a command that may have few addresses, before OpenBLAS is loaded.
    .target(name: "CAddressSpace"),

    // Random numbers from a seed, the same on every machine.
    .target(name: "S2SRandom", swiftSettings: swift),
    // The tokens of JSON, read strictly, and its strings, written.
    .target(name: "S2SJSON", swiftSettings: swift),
    // Bytes on disk: lines (also .gz, also of other encodings), mapped files, atomic replacement, small JSON documents.
    .target(name: "S2SFiles", dependencies: ["CICU", "CZlib", "S2SJSON"], swiftSettings: swift),
    // Options: what each is called, may be and means, written once.
    .target(name: "S2SOptions", swiftSettings: swift),
    // Arithmetic: buffers, matrices, products, parameters, safetensors.
    .target(
      name: "S2STensors",
      dependencies: ["COpenBLAS", "CKernels", "S2SRandom", "S2SJSON", "S2SFiles"],
      swiftSettings: swift),

    // Text to tokens and back.
    .target(name: "S2SText", dependencies: ["CICU", "S2SJSON"], swiftSettings: swift),
    // Files to pairs, pairs to batches.
    .target(
      name: "S2SCorpora", dependencies: ["CExpat", "S2SRandom", "S2SFiles", "S2SText"],
      swiftSettings: swift),
    // The bundled corpus: a grammar that writes sentences in French and English.
    .target(name: "S2SPhrasebook", dependencies: ["S2SRandom"], swiftSettings: swift),
    // Batches to states and gradients: cells, layers.
    .target(
      name: "S2SLayers", dependencies: ["S2SRandom", "S2SOptions", "S2STensors"],
      swiftSettings: swift),
    // Layers to models: encoder, decoder, heads; the model on disk.
    .target(
      name: "S2SModels",
      dependencies: ["S2SRandom", "S2SFiles", "S2SOptions", "S2STensors", "S2SText", "S2SLayers"],
      swiftSettings: swift),
    // Logits to token sequences: beams and samples over any step decoder.
    .target(
      name: "S2SSearch", dependencies: ["CKernels", "S2SRandom"], swiftSettings: swift),
    // Gradients to better parameters: optimisers, schedules, trainer, checkpoints.
    .target(
      name: "S2STraining",
      dependencies: ["CKernels", "S2SRandom", "S2SFiles", "S2SOptions", "S2STensors"],
      swiftSettings: swift),
    // Events of a run to what a terminal shows; signals.
    .target(
      name: "S2SConsole", dependencies: ["S2SFiles", "S2STraining", "S2SReports"],
      swiftSettings: swift),
    // Text to scores: BLEU, chrF, TER, ROUGE, significance.
    .target(name: "S2SMetrics", dependencies: ["S2SText"], swiftSettings: swift),
    // Scores to text, JSON and a page of HTML.
    .target(
      name: "S2SReports", dependencies: ["S2SJSON", "S2SFiles", "S2SMetrics"], swiftSettings: swift),
    // Outputs of systems to blind sheets, and what judges say of them to results.
    .target(
      name: "S2SJudging",
      dependencies: [
        "S2SRandom", "S2SFiles", "S2SCorpora", "S2SMetrics", "S2SReports",
      ],
      swiftSettings: swift),
    // The bundled corpus of pictures: scenes, drawn, as features and as captions.
    .target(
      name: "S2SScenes",
      dependencies: [
        "CZlib", "S2SRandom", "S2SFiles", "S2STensors", "S2SCorpora", "S2SPhrasebook", "S2SReports",
      ],
      swiftSettings: swift),

    // The commit that is built, as a plugin finds it.
    .plugin(name: "Commit", capability: .buildTool()),
    .target(name: "S2SCommit", swiftSettings: swift, plugins: ["Commit"]),
    // The front door for library users.
    .target(
      name: "Seq2Seq",
      dependencies: [
        "S2SCommit", "S2SRandom", "S2SJSON", "S2SFiles", "S2SOptions", "S2STensors", "S2SText",
        "S2SCorpora", "S2SLayers", "S2SModels", "S2SSearch", "S2STraining", "S2SMetrics",
        "S2SReports", "S2SJudging",
      ],
      swiftSettings: swift),
    // The command: arguments in, calls of Seq2Seq out.
    .executableTarget(
      name: "S2SCommand",
      dependencies: [
        "CAddressSpace", "S2SJSON", "S2SFiles", "S2SOptions", "S2STensors", "S2SText", "S2SCorpora",
        "S2SPhrasebook", "S2SScenes",
        "S2SModels", "S2SSearch", "S2STraining", "S2SConsole", "S2SMetrics", "S2SReports",
        "S2SJudging", "Seq2Seq", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),

    // Tests mirror the targets.
    .target(
      name: "TestSupport", dependencies: ["S2SRandom", "S2STensors", "S2SLayers"],
      path: "Tests/TestSupport"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "S2SFiles", "S2SOptions", "S2STensors", "S2SText", "S2SCorpora", "S2SModels", "S2STraining",
        "S2SJudging", "Seq2Seq",
      ],
      path: "Tests/Fuzz/Targets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"]),
    .testTarget(name: "S2SRandomTests", dependencies: ["S2SRandom"]),
    .testTarget(name: "S2SJSONTests", dependencies: ["S2SJSON"]),
    .testTarget(
      name: "S2SFilesTests", dependencies: ["CZlib", "S2SJSON", "S2SFiles", "TestSupport"]),
    .testTarget(
      name: "S2STensorsTests",
      dependencies: ["CKernels", "S2SRandom", "S2SJSON", "S2SFiles", "S2STensors", "TestSupport"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "S2STextTests", dependencies: ["S2SJSON", "S2SText"], exclude: ["Goldens"]),
    .testTarget(
      name: "S2SCorporaTests",
      dependencies: [
        "S2SRandom", "S2SFiles", "S2SText", "S2SCorpora", "S2SPhrasebook", "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(name: "S2SPhrasebookTests", dependencies: ["S2SPhrasebook"]),
    .testTarget(
      name: "S2SLayersTests",
      dependencies: ["S2SRandom", "S2STensors", "S2SLayers", "TestSupport"], exclude: ["Goldens"]),
    .testTarget(
      name: "S2SModelsTests",
      dependencies: [
        "S2SRandom", "S2SFiles", "S2SOptions", "S2STensors", "S2SText", "S2SLayers", "S2SModels",
        "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(name: "S2SSearchTests", dependencies: ["S2SSearch"]),
    .testTarget(
      name: "S2STrainingTests",
      dependencies: [
        "S2SRandom", "S2SFiles", "S2SOptions", "S2STensors", "S2STraining", "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "S2SConsoleTests",
      dependencies: ["S2SFiles", "S2STraining", "S2SConsole", "TestSupport"]),
    .testTarget(
      name: "S2SMetricsTests", dependencies: ["S2SMetrics", "TestSupport"],
      exclude: ["Goldens"]),
    .testTarget(
      name: "S2SReportsTests",
      dependencies: ["CExpat", "S2SFiles", "S2SMetrics", "S2SReports", "TestSupport"]),
    .testTarget(
      name: "S2SJudgingTests",
      dependencies: ["S2SFiles", "S2SCorpora", "S2SMetrics", "S2SJudging", "TestSupport"]),
    .testTarget(
      name: "S2SScenesTests",
      dependencies: [
        "CZlib", "S2SFiles", "S2STensors", "S2SCorpora", "S2SScenes", "TestSupport",
      ]),
    .testTarget(
      name: "Seq2SeqTests",
      dependencies: [
        "S2SCommand", "CKernels", "S2SRandom", "S2SFiles", "S2SOptions", "S2STensors", "S2SText",
        "S2SCorpora", "S2SLayers", "S2SMetrics", "S2SModels", "S2SSearch", "S2STraining", "Seq2Seq",
        "TestSupport",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "S2SFiles", "S2SOptions", "S2STensors", "S2SText", "S2SCorpora", "S2SScenes", "S2SModels",
        "S2SSearch", "S2SJudging", "Seq2Seq", "S2SCommand", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  cLanguageStandard: .c11
)

// Only `make fuzz` builds this: libFuzzer brings its own main function.
if Context.environment["S2S_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(name: "S2SFuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Runner"))
}
