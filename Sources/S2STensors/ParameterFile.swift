import S2SFiles

/// Flat buffers in safetensors files, each parameter a tensor under its own name.
package enum ParameterFile {
  /// A buffer and what its tensors' names begin with; empty for the parameters themselves.
  package struct Group {
    /// What the names begin with, such as `first_moment.`.
    package let prefix: String
    /// The values.
    package let values: ParameterBuffer

    /// Groups the two.
    package init(prefix: String = "", _ values: ParameterBuffer) {
      self.prefix = prefix
      self.values = values
    }
  }

  /// Replaces the file by one that holds the groups.
  ///
  /// - Throws: `FileError`, `SafetensorsError`; the old file is then untouched.
  package static func write(
    to path: String, groups: [Group], metadata: [String: String]
  ) throws {
    let tensors = groups.flatMap { group in
      group.values.table.entries.map {
        SafetensorsTensor(name: group.prefix + $0.name, shape: $0.shape)
      }
    }
    try SafetensorsWriter.write(to: path, tensors: tensors, metadata: metadata) { writer in
      for group in groups {
        for entry in group.values.table.entries {
          try writer.write(
            group.prefix + entry.name,
            values: UnsafeBufferPointer(group.values.buffer(at: entry.slot)))
        }
      }
    }
  }

  /// Fills the groups from a file whose tensors are exactly theirs.
  ///
  /// - Throws: `SafetensorsError` when a tensor is missing or has another shape.
  package static func read(_ file: SafetensorsReader, into groups: [Group]) throws {
    for group in groups {
      for entry in group.values.table.entries {
        let name = group.prefix + entry.name
        if let shape = file[name]?.shape, shape != entry.shape {
          throw SafetensorsError(
            .wrongLayout, "has shape \(shape) where \(entry.shape) is needed", path: file.path,
            field: name)
        }
        try file.copy(name, into: group.values.buffer(at: entry.slot))
      }
    }
  }
}

extension ParameterBuffer {
  fileprivate func buffer(at slot: ParameterSlot) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: floats.base + slot.offset, count: slot.range.count)
  }
}
