import FoundationEssentials
package import Screen
package import Testing

/// Compares a screen with its picture in `Tests/Snapshots`, in the folder of the test target.
/// (Inside the target's own folder, SwiftPM would warn about files that it cannot build.)
///
/// A missing picture is recorded and fails the test once; `TILL_RECORD=1` records all again. Check
/// recorded pictures before you commit them: they are the specification from then on.
package func expectSnapshot(
  of surface: Surface, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectSnapshot(
    ofText: picture(of: surface), named: name, filePath: filePath, sourceLocation: sourceLocation)
}

/// Compares text with the file of this name among the pictures.
package func expectSnapshot(
  ofText actual: String, named name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = snapshotFolder(of: filePath)
  let file = folder.appending(path: name + ".txt")
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  let wantsRecord = ProcessInfo.processInfo.environment["TILL_RECORD"] == "1"
  guard let expected = recorded, !wantsRecord else {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      if recorded != actual { try Data(actual.utf8).write(to: file) }
    } catch {
      Issue.record("could not record \(file.path): \(error)", sourceLocation: sourceLocation)
    }
    if recorded == nil {
      Issue.record(
        "recorded \(file.path): look at it, then run again", sourceLocation: sourceLocation)
    }
    return
  }
  guard expected != actual else { return }
  Attachment.record(actual, named: name + ".txt", sourceLocation: sourceLocation)
  Issue.record(
    "\(name) differs (- recorded, + now)\n\(unifiedDiff(from: expected, to: actual))",
    sourceLocation: sourceLocation)
}

/// `…/Tests/PanesTests/List/ListTests.swift` has its pictures in `…/Tests/Snapshots/PanesTests`.
private func snapshotFolder(of filePath: String) -> URL {
  var folder = URL(filePath: filePath).deletingLastPathComponent()
  while folder.deletingLastPathComponent().lastPathComponent != "Tests",
    folder.pathComponents.count > 1
  {
    folder.deleteLastPathComponent()
  }
  return folder.deletingLastPathComponent()
    .appending(path: "Snapshots").appending(path: folder.lastPathComponent)
}

/// The lines that differ, each with up to two lines around it.
func unifiedDiff(from old: String, to new: String) -> String {
  let before = old.split(separator: "\n", omittingEmptySubsequences: false)
  let after = new.split(separator: "\n", omittingEmptySubsequences: false)
  let changes = after.difference(from: before)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in changes {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var lines: [(mark: String, text: Substring)] = []
  var (left, right) = (0, 0)
  while left < before.count || right < after.count {
    if removed.contains(left) {
      lines.append(("-", before[left]))
      left += 1
    } else if inserted.contains(right) {
      lines.append(("+", after[right]))
      right += 1
    } else {
      lines.append((" ", before[left]))
      left += 1
      right += 1
    }
  }
  let context = 2
  let isShown = lines.indices.map { index in
    lines[max(0, index - context)...min(lines.count - 1, index + context)]
      .contains { $0.mark != " " }
  }
  var diff: [String] = []
  for index in lines.indices {
    if isShown[index] {
      diff.append(lines[index].mark + lines[index].text)
    } else if index == 0 || isShown[index - 1] {
      diff.append("  ⋮")
    }
  }
  return diff.joined(separator: "\n")
}
