import S2STensors

/// Writes a safetensors file again with other metadata, and without its last tensors.
package func rewrite(
  _ path: String, leavingOut omitted: Int = 0, _ change: (inout [String: String]) -> Void
) throws {
  let file = try SafetensorsReader(path: path)
  var metadata = file.metadata
  change(&metadata)
  let tensors = Array(file.tensors.dropLast(omitted))
  try SafetensorsWriter.write(to: path, tensors: tensors, metadata: metadata) { writer in
    for tensor in tensors {
      try file.withTensor(named: tensor.name) { try writer.write(tensor.name, bytes: $1) }
    }
  }
}
