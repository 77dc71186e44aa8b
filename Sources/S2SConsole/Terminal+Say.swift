import S2SFiles

/// Writes a line to standard error, in the place of a live one: the way of all messages.
///
/// Names and whatever else comes from files may hold anything, so what a terminal would obey is
/// spelled out.
package func say(_ text: String) {
  let erasure = Terminal.hasLiveLine ? LiveBlock.erasure(rows: Terminal.liveRows) : ""
  Terminal.write(erasure + printable(text) + "\n")
}
