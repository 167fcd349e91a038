import Host
import Glibc
import Screen

/// The files in the folder of the caches.
enum CacheFiles {
  /// Removes caches, the files beside them, caches that were set aside, and the notes about
  /// accounts.
  ///
  /// - Returns: the names of the files that were removed.
  /// - Throws: `Failure` for a file that cannot be removed, and where it is not known which there are.
  static func remove(
    in folder: String, where isMeant: (String) -> Bool
  ) throws(Failure) -> [String] {
    let all: [String]
    do throws(FileError) { all = try FolderContents.readableNames(in: folder) } catch {
      throw Failure(
        .failed, "the caches in \(folder) may not be read: check the permissions of the folder")
    }
    let names = all.filter { name in
      (name.contains("-test.sqlite") || name.contains("-live.sqlite") || name.hasSuffix(".account"))
        && isMeant(name)
    }
    for name in names {
      guard unlink("\(folder)/\(name)") == 0 else {
        throw Failure(
          .failed, "\(folder)/\(name) cannot be removed: \(String(cString: strerror(errno)))")
      }
    }
    return names
  }
}
