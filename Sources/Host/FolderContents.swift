import Glibc

/// A folder's content.
package enum FolderContents {
  /// The names of what is in a folder; empty for a folder that cannot be read.
  package static func names(in path: String) -> [String] { (try? readableNames(in: path)) ?? [] }

  /// The names of what is in a folder, in no order; empty where there is no folder. Names that are not
  /// UTF-8 are repaired.
  ///
  /// - Throws: `FileError` for a folder that may be there and cannot be read.
  package static func readableNames(in path: String) throws(FileError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw FileError(number: errno, path) }
      return []
    }
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
