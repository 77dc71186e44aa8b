import Glibc
import S2SFiles

/// The file of a model card, which a run writes anew for as long as no person has changed it.
///
/// Its last line is a comment with the checksum of the lines before.
struct CardFile {
  let path: String

  /// Whether there is something else than what a run has written.
  ///
  /// - Throws: `FileError` when it cannot be read.
  var isEdited: Bool {
    get throws {
      guard access(path, F_OK) == 0 else { return false }
      return try MappedFile(path: path).withUnsafeBytes { bytes in
        let length = Self.seal(of: UnsafeRawBufferPointer(start: nil, count: 0)).utf8.count
        guard bytes.count >= length else { return true }
        let text = UnsafeRawBufferPointer(rebasing: bytes.dropLast(length))
        return !bytes.suffix(length).elementsEqual(Self.seal(of: text).utf8)
      }
    }
  }

  /// Replaces the file, unless a person has changed it.
  ///
  /// - Throws: `FileError`.
  func write(_ text: String) throws {
    guard try !isEdited else { return }
    var text = text
    let seal = text.withUTF8 { Self.seal(of: UnsafeRawBufferPointer($0)) }
    try AtomicFile.write(to: path) { try $0.write(text + seal) }
  }

  private static func seal(of text: UnsafeRawBufferPointer) -> String {
    var digest = SHA256()
    digest.update(text)
    return "<!-- s2s writes this file anew while its SHA-256 is \(digest.finish()) -->\n"
  }
}
