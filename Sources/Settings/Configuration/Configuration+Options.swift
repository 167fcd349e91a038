import Checkout
import Query
import Screen
import TOML

// The options of each table. Their order is that of `assets/config.toml`.

extension Configuration {
  /// Options of the top level; tables are read by ``ConfigurationReader``.
  static var options: [Option<Configuration>] {
    [
      Option("profile", "the name of a profile, in quotes", \.profile) { node in
        node.nonEmptyString.map { Located($0, at: node.position) }
      },
      .choice("borders", \.borders),
      .flag("ascii", \.ascii),
      .choice("ambiguous_width", \.ambiguousWidth),
      .flag("mouse", \.mouse),
      .flag("mask", \.mask),
      Option("columns", "an array of column names in quotes", \.columns, from: \.strings),
      .sort(\.sort),
      Option("auto_refresh", "whole seconds from 5 to 86400, or 0 for never", \.autoRefresh) {
        $0.integer(in: 5...86400) ?? $0.integer(in: 0...0)
      },
      Option(
        "clipboard_command", "an array of a program and its arguments", \.clipboardCommand,
        from: { $0.command ?? ($0.strings?.isEmpty == true ? [] : nil) }),
      .flag("cache", \.cache),
      Option("rate_limit", "requests a second, from 0.1 to 1000", \.rateLimit) { node in
        node.number.flatMap { rateLimits.contains($0) ? .some($0) : nil }
      },
      Option(
        "connect_timeout", "seconds from 0.1 to 600", \.connectTimeout, from: \.timeout),
      Option("timeout", "seconds from 0.1 to 600", \.timeout, from: \.timeout),
    ]
  }
}

extension Profile {
  static var options: [Option<Profile>] {
    [
      Option("api_key", "the secret key, in quotes") { profile, node in
        guard let text = node.string else { return false }
        do throws(APIKeyError) {
          profile.keySource = .key(.success(try APIKey(text)))
        } catch {
          profile.keySource = .key(.failure(error))
        }
        return true
      },
      Option("api_key_command", "an array of a program and its arguments") { profile, node in
        guard let command = node.command else { return false }
        profile.keySource = .command(command)
        return true
      },
      Option("account", "the id of a connected account (“acct_…”)", \.account) { node in
        node.string.flatMap { Self.isAccountID($0) ? .some($0) : nil }
      },
      .color("colour", \.color),
      .flag("read_only", \.readOnly),
      .flag("allow_live_writes", \.allowLiveWrites),
      Option("api_base", Profile.allowedAPIBase, \.apiBase) { node in
        node.nonEmptyString.flatMap { text in
          SecretKey.isIn(text) ? nil : .some(Located(text, at: node.position))
        }
      },
      Option("ca_bundle", "the absolute path of a file with certificates", \.authorities) { node in
        node.nonEmptyString.flatMap { $0.hasPrefix("/") ? Located($0, at: node.position) : nil }
      },
      Option(
        "checkout_hosts", "an array of names of hosts, such as “checkout.example.com”",
        \.checkoutHosts
      ) { node in
        node.strings.flatMap { names in
          names.allSatisfy { isHostName($0.value) } ? names.map { $0.value.lowercased() } : nil
        }
      },
      Option("default_filter", "a query, in quotes", \.defaultFilter) { node in
        node.nonEmptyString.map { Located($0, at: node.position) }
      },
    ]
  }

  /// What `api_base` may be, to complete the sentence “… must be”.
  package static let allowedAPIBase =
    "an https:// address, or http:// to this machine (127.0.0.1)"

  /// Whether a text is the name of a host, without a scheme, a port or a path.
  private static func isHostName(_ text: String) -> Bool {
    text.contains(".") && !text.hasPrefix(".") && !text.hasSuffix(".")
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      }
  }

  /// Whether a text can be the id of an account, and so is safe in a header.
  package static func isAccountID(_ text: String) -> Bool {
    text.hasPrefix("acct_") && text.utf8.count > 5
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: "_")
      }
  }
}

extension Look {
  static var options: [Option<Look>] {
    [
      .color("fg", \.foreground),
      .color("bg", \.background),
      Option(
        "attributes", "an array of \(attributeNames.map(\.name).alternatives)", \.attributes
      ) { node in
        node.strings.flatMap { names in
          names.reduce(Look.Attributes()) { (attributes: Look.Attributes?, name) in
            guard let known = attributeNames.first(where: { $0.name == name.value }) else {
              return nil
            }
            return attributes?.union(known.attribute)
          }
        }
      },
    ]
  }

  private static var attributeNames: [(name: String, attribute: Look.Attributes)] {
    [("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse)]
  }
}

extension Option {
  fileprivate static func color(
    _ name: String, _ property: WritableKeyPath<Target, Color?>
  ) -> Option {
    let allowed =
      Color.names.alternatives + ", with “bright-” before it, a number up to 255, or “#rrggbb”"
    return Option(name, allowed, property) { node in
      // A number needs no quotes.
      let text = node.integer(in: 0...255).map(String.init) ?? node.string
      return text.flatMap { Color(named: $0) }.map(Optional.some)
    }
  }
}

extension Option {
  fileprivate static func sort(_ property: WritableKeyPath<Target, SessionSort>) -> Option {
    Option("sort", SessionSort.allowedNames(in: Session.fields), property) { node in
      node.string.flatMap { name in
        // A path may lead into any field, but it has to begin with a known one.
        let first = name.drop { $0 == "-" }.prefix { $0 != "." }
        guard let sort = SessionSort(named: name, in: Session.fields) else { return nil }
        let isField = if case .field = sort.key { true } else { false }
        return isField || Session.fieldNames.contains(String(first)) ? sort : nil
      }
    }
  }
}

extension Option {
  fileprivate static func query(
    _ property: WritableKeyPath<Target, Located<String>?>
  ) -> Option {
    Option("query", "a query, in quotes", property) { node in
      node.nonEmptyString.map { Located($0, at: node.position) }
    }
  }
}

extension ViewOptions {
  static var options: [Option<ViewOptions>] {
    [
      .query(\.query),
      Option("status", (Session.fields[.status]?.choices ?? []).alternatives, \.filter.status) {
        node in
        node.string.map(SessionStatus.init).flatMap { status in
          if case .other = status { nil } else { .some(status) }
        }
      },
      .sort(\.sort),
      Option("columns", "an array of column names in quotes", \.columns, from: \.strings),
      .flag("notify", \.notifies),
    ] + filters
  }

  /// The other filters of Stripe's list, each under the name of its field.
  private static var filters: [Option<ViewOptions>] {
    Session.fields.fields.filter { $0.parameter != nil && $0.name != .status }.map { field in
      Option(field.name.text, "a text in quotes", \.filter[field.name]) { node in
        node.nonEmptyString.map(Optional.some)
      }
    }
  }
}

extension DocumentViewOptions {
  static var options: [Option<DocumentViewOptions>] {
    [
      .query(\.query),
      Option("state", DocumentState.allCases.map(\.rawValue).alternatives, \.state) { node in
        node.string.flatMap(DocumentState.init).map(Optional.some)
      },
      // Any other name is one of the app's own fields.
      Option("sort", RecordSort.allowedNames(in: CheckoutDocument.fieldTable), \.sort) { node in
        node.string.flatMap { RecordSort(named: $0, in: CheckoutDocument.fieldTable) }
      },
      Option("columns", "an array of column names in quotes", \.columns, from: \.strings),
    ]
  }
}

extension RecordSort {
  fileprivate static func allowedNames(in table: FieldTable) -> String {
    table.fields.filter(\.isSortable).map(\.label).alternatives
      + " or “metadata.KEY”, for falling order with a minus (“-created”)"
  }
}
