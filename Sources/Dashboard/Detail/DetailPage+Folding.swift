import Checkout
import Widgets

extension DetailPage {
  /// Opens or folds the line under the cursor by one step; folding on an inner line folds the
  /// object or group around it.
  mutating func setFold(_ folds: Bool) {
    guard json == nil else {
      if let row = json?.setFold(folds, at: scroll.cursor) { scroll.cursor = row }
      return
    }
    guard let id = foldUnderCursor(outwards: folds) else { return }
    let isOpen = lines.contains { $0.foldID == id && $0.isOpen }
    let now: Openness = openness[id] ?? (isOpen ? .present : .folded)
    openness[id] = Openness(rawValue: now.rawValue + (folds ? -1 : 1)) ?? now
    layOutLines()
    if folds { moveCursor(to: id) }
  }

  /// Opens all groups and objects that are not empty, or folds them all.
  mutating func setAllFolds(_ folds: Bool) {
    guard json == nil else {
      if let row = json?.setAllFolds(folds, at: scroll.cursor) { scroll.cursor = row }
      return
    }
    let index = scroll.cursor - cardLines
    let group =
      lines.indices.contains(index) ? lines[...index].last { $0.depth == 0 }?.id : nil
    openness = [:]
    for line in groups.flatMap(DetailLine.allLines(of:)) {
      guard let id = line.foldID else { continue }
      openness[id] = folds ? .folded : .present
    }
    // An empty group says so in its title: there is nothing to open.
    for blank in groups where blank.isBlank { openness[.group(blank.kind)] = nil }
    layOutLines()
    if let group { moveCursor(to: group) }
  }

  private mutating func moveCursor(to id: DetailLine.ID) {
    guard let index = lines.firstIndex(where: { $0.id == id }) else { return }
    scroll.cursor = index + cardLines
  }

  private func foldUnderCursor(outwards: Bool) -> DetailLine.ID? {
    let index = scroll.cursor - cardLines
    guard lines.indices.contains(index) else { return nil }
    if let id = lines[index].foldID, !outwards || lines[index].isOpen { return id }
    guard outwards else { return nil }
    return lines[..<index].last { $0.foldID != nil && $0.isOpen && $0.depth < lines[index].depth }?
      .foldID
  }
}

extension DetailLine {
  fileprivate var isOpen: Bool {
    switch self {
    case .group(_, _, let isOpen): isOpen
    case .field(_, _, let isOpen): isOpen ?? false
    }
  }

  fileprivate var depth: Int {
    switch self {
    case .group: 0
    case .field(_, let depth, _): depth + 1
    }
  }
}
