import Host
import Screen
import TOML

extension Configuration {
  /// The largest size of a configuration file, in bytes.
  static let sizeLimit = 256 * 1024

  /// Reads a configuration file. Mistakes in it become notes, and the defaults are used instead.
  ///
  /// A file that holds keys and can be read by others is not used at all, and neither is one that
  /// others can change: it names programs that till runs.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isRequired: whether a missing file is an error, because the user named it.
  /// - Returns: the notes in the order of the file. If one of them is an error, till does not
  ///   start.
  package static func load(
    from path: String, isRequired: Bool = false
  ) -> (Configuration, [ConfigurationNote]) {
    do throws(FileError) {
      let contents = try FileContents(of: path, limit: sizeLimit)
      var (configuration, notes) = parse(contents.bytes, file: path)
      if let refusal = refusal(of: contents, holding: configuration, path) {
        configuration = .refused
        notes = [refusal]
      }
      return (configuration, notes)
    } catch {
      if error.code == .notFound, !isRequired { return (Configuration(), []) }
      return (.refused, [ConfigurationNote(.error, path, nil, error.sentence)])
    }
  }

  /// Parses the content of a configuration file.
  package static func parse(
    _ bytes: [UInt8], file: String
  ) -> (Configuration, [ConfigurationNote]) {
    do throws(TOMLFailure) {
      var reader = ConfigurationReader(file: file)
      let configuration = reader.read(try TOMLNode(parsing: bytes))
      return (configuration, reader.notes.sorted { $0.isBefore($1) })
    } catch {
      let note = ConfigurationNote(.error, file, error.position, "\(error.message).")
      return (.refused, [note])
    }
  }

  private static let refused: Configuration = {
    var configuration = Configuration()
    configuration.isRefused = true
    return configuration
  }()

  private static func refusal(
    of contents: FileContents, holding configuration: Configuration, _ path: String
  ) -> ConfigurationNote? {
    let holdsKeys = configuration.profiles.contains { profile in
      guard case .key = profile.keySource else { return false }
      return true
    }
    if contents.isWritableByOthers {
      return ConfigurationNote(
        .error, path, nil,
        "others can change this file, which can name programs to run: chmod go-w \(path)")
    }
    guard holdsKeys, contents.isReadableByOthers else { return nil }
    return ConfigurationNote(
      .error, path, nil, "this file holds a key, and others can read it: chmod 600 \(path)")
  }
}

extension ConfigurationNote {
  fileprivate func isBefore(_ other: ConfigurationNote) -> Bool {
    (position ?? .start) < (other.position ?? .start)
  }
}
