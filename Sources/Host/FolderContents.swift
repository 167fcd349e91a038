import Glibc

/// A folder's content.
package enum FolderContents {
  /// The names of what is in a folder, in no order; empty for a folder that cannot be read. Names that
  /// are not UTF-8 are repaired.
  package static func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [String] = []
    // An entry is as long as its name, and shorter than the type.
    while let entry = unsafe readdir(folder) {
      let bytes = unsafe (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      let name = unsafe String(cString: bytes)
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
