/// Says something on standard error, on a line of its own.
package func say(_ text: String) { Terminal.write(text + "\n") }
