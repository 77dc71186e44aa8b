import Foundation
import TestSupport
import Testing

/// Where `s2s quantize` puts its model unless it is told.
@Suite struct QuantizeCommandTests {
  /// Beside the model, however the path is spelled; a link has its own name.
  @Test func writesBesideTheModel() throws {
    let command = try Command()
    try command.makeCorpus(pairs: 60)
    #expect(try command.trainSmall("--epochs", "1").status == 0)
    let home = command.home.path
    try FileManager.default.createDirectory(
      atPath: home + "/models/fr-en/below", withIntermediateDirectories: true)
    symlink("fr-en", home + "/models/current")
    symlink("models/fr-en/model.safetensors", home + "/model.safetensors")
    let ways = [
      ("", "models/fr-en/"), ("", "models/fr-en"), ("", "models/fr-en//"), ("", "models/./fr-en/."),
      ("", "models/fr-en/model.safetensors"), ("models/fr-en", "."), ("models/fr-en", "./"),
      ("models/fr-en", "model.safetensors"), ("models/fr-en/below", ".."),
      ("models/fr-en/below", "../"), ("models/current", "."), ("", "models/current/"),
    ]
    for (place, path) in ways {
      let result = try command.run(
        ["-c", "cd \"./$2\" && exec \"$0\" quantize \"$1\"", TestedCommand.url.path, path, place],
        of: "/bin/sh")
      #expect(result.status == 0, "\(place), \(path): \(result.error)")
      let made = path == "models/current/" ? "current-int8" : "fr-en-int8"
      #expect(
        try command.names(in: "models") == ["current", "fr-en", made].sorted(), "\(place), \(path)")
      try FileManager.default.removeItem(atPath: home + "/models/" + made)
    }
  }
}
