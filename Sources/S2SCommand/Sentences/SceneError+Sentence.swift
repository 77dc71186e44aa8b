import S2SFiles
import S2SScenes

extension SceneError: Sentence {
  package var exitCode: SystemExitCode { .data }

  package var sentence: String {
    switch self {
    case .notDrawnHere(let path):
      "\(path) has no features of pictures that this version draws; name a file that s2s corpus scenes wrote."
    case .unequalCaptions(let path, let captions, let pictures, let features):
      "\(path) has \(grouped(captions)) \(captions == 1 ? "line" : "lines") but \(features) has "
        + "\(grouped(pictures)) \(pictures == 1 ? "picture" : "pictures"); give a caption for each."
    }
  }
}
