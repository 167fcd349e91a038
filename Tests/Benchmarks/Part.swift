import ArgumentParser

/// A part of the benchmark, for `--only`.
enum Part: String, CaseIterable, ExpressibleByArgument {
  case version, start, keys, burst, find, tabs, overview, story, resident, rest, search, sync
}
