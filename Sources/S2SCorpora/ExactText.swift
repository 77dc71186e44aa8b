import Glibc

/// A text as a key, equal only byte for byte.
///
/// `String` compares by canonical equivalence and so normalises as it hashes, which took most of
/// the time of cleaning; the text of a corpus is normalised at a later station anyway.
struct ExactText: Hashable {
  private var text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool {
    var (a, b) = (a, b)
    return a.text.withUTF8 { a in
      b.text.withUTF8 { b in
        guard a.count == b.count else { return false }
        guard let start = a.baseAddress, let other = b.baseAddress else { return true }
        return memcmp(start, other, a.count) == 0
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { bytes in
      hasher.combine(bytes.count)
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
  }
}
