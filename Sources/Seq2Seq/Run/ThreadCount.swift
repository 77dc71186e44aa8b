import FoundationEssentials

/// The number of processors that this process may use.
package func defaultThreadCount() -> Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
