import Foundation
import PackagePlugin

/// Writes the commit that is being built into a source file, for `till --version`.
///
/// Source: https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/plugins
@main
struct CommitPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let folder = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Name the commit",
        executable: URL(filePath: "/bin/sh"),
        arguments: [
          "-c", Self.script, "sh",
          context.package.directoryURL.path(percentEncoded: false),
          folder.appending(path: "BuildCommit.swift").path(percentEncoded: false),
        ],
        outputFilesDirectory: folder)
    ]
  }

  /// Outside a clone the name is empty. The file is left alone when it says the same already, so that
  /// nothing is built again for it.
  private static let script = #"""
    name=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null || :)
    if [ -n "$name" ] && [ -n "$(git -C "$1" status --porcelain -uno 2>/dev/null)" ]; then
      name="$name, changed"
    fi
    text="/// What till was built from; empty outside a clone.
    enum BuildCommit { static let name = \"$name\" }"
    [ -e "$2" ] && [ "$(cat "$2")" = "$text" ] || printf '%s\n' "$text" > "$2"
    """#
}
