import CZlib
import S2STensors
import TestSupport
import Testing

@testable import S2SScenes

/// The page with pictures.
@Suite struct SceneGalleryTests {
  private let folder = TemporaryDirectory(inMemory: true)
  private let features: String

  init() throws {
    var corpus = SceneCorpus()
    (corpus.training, corpus.validation, corpus.test) = (1, 1, 3)
    corpus.pictureWidth = 24
    try corpus.write(to: folder.file("c"))
    features = folder.file("c/test.features.safetensors")
  }

  /// A picture comes back from its file: inflated by zlib, differences from the row above undone.
  @Test func picturesAreValidFiles() throws {
    let picture = ScenePicture(.train, number: 0, seed: 1).pixels(width: 24)
    let bytes = PNG.bytes(of: picture)
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    var position = 8
    var data: [UInt8] = []
    var names: [String] = []
    while position < bytes.count {
      let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      let body = Array(bytes[position + 4..<position + 8 + length])
      let sum = bytes[(position + 8 + length)...].prefix(4).reduce(0) { $0 << 8 | UInt($1) }
      #expect(crc32(0, body, uInt(body.count)) == sum)
      names.append(String(decoding: body.prefix(4), as: UTF8.self))
      if names.last == "IDAT" { data += body.dropFirst(4) }
      position += 12 + length
    }
    #expect(names == ["IHDR", "IDAT", "IEND"])
    var size = uLong(24 * 73)
    var rows = [UInt8](repeating: 0, count: Int(size))
    #expect(uncompress(&rows, &size, data, uLong(data.count)) == Z_OK && size == 24 * 73)
    var pixels = [UInt8](repeating: 0, count: 72)
    var all: [UInt8] = []
    for row in 0..<24 {
      #expect(rows[row * 73] == 2)
      for column in 0..<72 { pixels[column] &+= rows[row * 73 + 1 + column] }
      all += pixels
    }
    #expect(all == picture.bytes)
  }

  @Test func aCorpusHasAPageOfItsOwn() throws {
    let page = try #require(folder.text(of: "c/gallery.html"))
    #expect(page.matches(of: /<img src="data:image\/png;base64,/).count == 3)
    #expect(!page.contains("http"), "nothing is loaded from elsewhere")
    #expect(page.contains(ScenePicture(.test, number: 2, seed: 1).captions[2].english))
  }

  @Test func captionsOfModelsStandBesideReferences() throws {
    let right = ScenePicture(.test, number: 1, seed: 1).captions[1].french
    let captions = folder.write("<b>odd</b>\n\(right)\n\n", to: "model.txt")
    let page = try SceneGallery(features: features, captions: [captions], pictures: 100).html
    #expect(page.contains("&lt;b&gt;odd&lt;/b&gt;") && !page.contains("<b>odd"))
    #expect(page.contains("(no caption)"))
    #expect(page.contains("1 of 3 captions are references"))
    #expect(page.matches(of: /✓ a reference/).count == 1)
    let two = try SceneGallery(features: features, captions: [captions, captions], pictures: 2)
    #expect(two.pictureCount == 2 && two.html.contains("The first 2 of 3 pictures"))
  }

  @Test func everyPictureNeedsACaption() throws {
    for text in ["one\n", "1\n2\n3\n4\n", ""] {
      let path = folder.write(text, to: "model.txt")
      let count = text.utf8.count { $0 == 0x0a }
      let error = SceneError.unequalCaptions(
        path: path, captions: count, pictures: 3, of: features)
      #expect(throws: error) {
        try SceneGallery(features: features, captions: [path], pictures: 100)
      }
    }
  }

  /// Features of other pictures, of another program, of another width, or of a model.
  @Test func onlyPicturesThatCanBeDrawnAgainAreShown() throws {
    func write(_ metadata: [String: String], width: Int = 240, value: Float = 0) throws -> String {
      let path = folder.file("other.safetensors")
      try SafetensorsWriter.write(
        to: path, tensors: [SafetensorsTensor(name: "features", shape: [1, width])],
        metadata: metadata
      ) { try $0.write("features", values: [Float](repeating: value, count: width)) }
      return path
    }
    let own = try SafetensorsReader(path: features).metadata
    let paths: [() throws -> String] = [
      { try write([:]) }, { try write(own) }, { try write(own, width: 239) },
      { try write(own.merging(["size": "1000000"]) { $1 }) },
      { try write(own.merging(["corpus": "scenes 0"]) { $1 }) },
      { folder.write("\u{93}NUMPY", to: "other.npy") },
    ]
    for make in paths {
      let path = try make()
      #expect(throws: SceneError.notDrawnHere(path)) {
        try SceneGallery(features: path, captions: [], pictures: 1)
      }
    }
  }
}
