import Checkout
import Query
import Dashboard
import JSON

/// The manual page, in the language of man(7).
struct ManualPage {
  private let root: JSON

  /// - Parameter help: ArgumentParser's description of the commands, as JSON.
  /// - Throws: `JSONError` if that is invalid.
  init(help: String) throws {
    let document = try JSON(parsing: Array(help.utf8))
    root = document["command"] ?? document
  }

  var text: String {
    var lines = [
      #".TH TILL 1 "" "till \#(Till.version)" "User Commands""#,
      ".SH NAME", "till \\- a terminal dashboard for Stripe Checkout Sessions",
      ".SH SYNOPSIS", ".B till", ".RI [ command ] \" \" [ options ]",
      ".SH DESCRIPTION", Self.escaped(Till.introduction),
      ".SH COMMANDS",
    ]
    for command in commands { lines += Self.section(command) }
    lines += [".SH KEYS", "A number before a motion repeats it."]
    for row in KeyReference.rows {
      let keys = row.keys.map(Self.escaped).joined(separator: "  ")
      lines += [
        ".TP", ".B \(keys.isEmpty ? "\\&" : "\\&" + keys)",
        Self.escaped("\(row.title) (\(row.name))"),
      ]
    }
    for (title, rows) in Surroundings.sections {
      lines.append(".SH \(title.uppercased())")
      for (name, meaning) in rows { lines += [".TP", ".B \(name)", Self.escaped(meaning)] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var commands: [JSON] {
    root.list("subcommands").filter { command in
      command["shouldDisplay"]?.bool != false && command["commandName"]?.string != "help"
    }
  }

  private static func section(_ command: JSON, under parent: String = "till") -> [String] {
    let name = "\(parent) \(command["commandName"]?.string ?? "")"
    var lines = [
      ".SS \(escaped(name))", escaped(command["abstract"]?.string ?? ""),
    ]
    lines += paragraphs(command["discussion"]?.string ?? "")
    for argument in command.list("arguments") {
      let names = argument.list("names").compactMap { $0["name"]?.string }
      guard argument["shouldDisplay"]?.bool != false, !names.contains("help"),
        !names.contains("version")
      else { continue }
      let value = argument["defaultValue"]?.string.map { " (default: \($0))" } ?? ""
      lines += [
        ".TP", ".B \(escaped(label(argument)))",
        escaped((argument["abstract"]?.string ?? "") + value),
      ]
    }
    for inner in command.list("subcommands") { lines += section(inner, under: name) }
    return lines
  }

  /// Paragraphs, with an empty line between two; the lines of an indented one stay as they are.
  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n\n").flatMap { paragraph in
      let text = escaped(String(paragraph))
      return paragraph.hasPrefix(" ") ? [".PP", ".nf", text, ".fi"] : [".PP", text]
    }
  }

  private static func label(_ argument: JSON) -> String {
    let value = argument["valueName"]?.string ?? ""
    let names = argument.list("names").map { name in
      (name["kind"]?.string == "short" ? "-" : "--") + (name["name"]?.string ?? "")
    }
    switch argument["kind"]?.string {
    case "positional": return "<\(value)>"
    case "option": return names.joined(separator: ", ") + " <\(value)>"
    default: return names.joined(separator: ", ")
    }
  }

  /// The text, escaped so that roff reads no command in it.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(separator: "\n")
      .map { $0.first == "." || $0.first == "'" ? "\\&" + $0 : $0 }
      .joined(separator: "\n")
  }
}

extension JSON {
  /// The elements of a member; empty if it is missing.
  fileprivate func list(_ name: String) -> [JSON] { self[name].map { Array($0.elements) } ?? [] }
}
