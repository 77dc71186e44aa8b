/// Writes a line to standard error.
package func say(_ text: String) { Terminal.write(text + "\n") }
