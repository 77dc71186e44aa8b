/// What comes before others in a queue.
protocol Prioritized {
  /// Whether this comes out before `other`.
  func precedes(_ other: Self) -> Bool
}

/// A binary heap: the element that precedes all others comes out first.
struct PriorityQueue<Element: Prioritized> {
  private var elements: [Element] = []

  /// The element that comes out next.
  var first: Element? { elements.first }

  mutating func insert(_ element: Element) {
    elements.append(element)
    var index = elements.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard elements[index].precedes(elements[parent]) else { return }
      elements.swapAt(index, parent)
      index = parent
    }
  }

  mutating func popFirst() -> Element? {
    guard let first = elements.first, let last = elements.popLast() else { return nil }
    guard !elements.isEmpty else { return first }
    elements[0] = last
    var index = 0
    while true {
      var best = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < elements.count && elements[child].precedes(elements[best]) {
        best = child
      }
      guard best != index else { return first }
      elements.swapAt(index, best)
      index = best
    }
  }
}
