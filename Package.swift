// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built the same way: language mode 6, the features that Swift 7 is expected
/// to make the default, and warnings as errors.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  // By default a generic type is named in a text when it is first used, and each part of the text is
  // looked up among the program's 8,000 conformances. Calls that name the type cost a little code, and
  // save a tenth of the start.
  // Each function has a section of its own, so that the linker can put those together that are used.
  .unsafeFlags(
    [
      "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
      "-Xfrontend", "-function-sections",
    ],
    .when(configuration: .release)),
]

/// Targets that touch C also spell out each unsafe call, so that danger can be found with grep.
let nextToC: [SwiftSetting] = house + [.strictMemorySafety()]

// A release starts in half the time when the loader has little to do, so
// - libcurl and libcrypto are loaded when they are needed rather than linked;
// - the other libraries are linked from their archives: Sources/CZstd/archives;
// - lld packs the 98,000 relative relocations that a position-independent program has, and folds
//   functions of the same code;
// - functions that run at the start and with each key are placed next to each other, as .ci/order has
//   found them, so that few pages are read;
// - nothing is exported: Swift asks for it, and the loader would search 19,000 names for each of its
//   own.
let forAQuickStart = LinkerSetting.unsafeFlags(
  [
    "-L\(Context.packageDirectory)/Sources/CZstd/archives",
    "-use-ld=lld", "-Xclang-linker", "-static-libgcc",
    "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
    "-Xlinker", "--exclude-libs=ALL", "-Xlinker", "--icf=safe",
    "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/.ci/functions.order",
    "-Xlinker", "--no-warn-symbol-ordering",
    "-Xlinker", "--no-export-dynamic",
  ], .when(platforms: [.linux], configuration: .release))

func floor(
  _ name: String, over dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = house,
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins)
}

func tests(of name: String, with dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "Support"] + dependencies,
    swiftSettings: house)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

// .ci/fuzz builds these, with libFuzzer's main in the place of ours.
let fuzzing: [Target] =
  Context.environment["TILL_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "till-fuzz",
      dependencies: ["Terminal", "TOML", "Checkout", "Query", "Units", "JSON"],
      path: "Tests/Fuzz", swiftSettings: house,
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
  ]

let package = Package(
  name: "till",
  products: [
    .executable(name: "till", targets: ["till"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    // C libraries, reached through headers only.
    .systemLibrary(name: "CNCurses"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CCrypto"),
    .systemLibrary(name: "CQRencode"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CSQLite"),

    // Leaves: no I/O, no clock.
    floor("Screen"),
    floor("JSON"),
    floor("Units"),
    floor("TOML"),
    floor("Query", over: ["Units", "JSON"]),
    floor("Checkout", over: ["Query", "Units", "JSON"]),
    floor("Widgets", over: ["Screen"]),

    // The outside world, one library each.
    floor("Host", over: [subprocess, system, "CMalloc"], settings: nextToC),
    floor("HTTP", over: ["Host", "CCurl"], settings: nextToC),
    floor("Signatures", over: ["CCrypto"], settings: nextToC),
    floor("QRCodes", over: ["CQRencode"], settings: nextToC),
    floor("Stripe", over: ["Checkout", "Query", "Units", "JSON", "HTTP", "Host"]),
    floor("Firestore", over: ["Checkout", "Units", "JSON", "HTTP", "Signatures", "Host"]),
    floor(
      "RecordCache",
      over: ["Checkout", "Query", "Units", "JSON", "Host", "CZstd", "CSQLite", grdb, sqlite],
      settings: nextToC),
    floor(
      "SessionLibrary",
      over: ["Checkout", "Query", "Units", "JSON", "Host", "Stripe", "RecordCache"]),
    floor(
      "DocumentLibrary", over: ["Checkout", "Query", "Firestore", "RecordCache", "HTTP"]),
    floor(
      "Sandbox",
      over: [
        "Checkout", "Query", "Units", "JSON", "Host", "Signatures", flyingSocks, grdb,
      ]),
    floor("Settings", over: ["Checkout", "Query", "Units", "JSON", "TOML", "Screen", "Host"]),

    // What the user sees.
    floor("Dashboard", over: ["Checkout", "Query", "Units", "JSON", "Widgets", "Screen"]),
    floor(
      "Panes", over: ["Dashboard", "Checkout", "Query", "Units", "JSON", "Widgets", "Screen"]),
    floor("Terminal", over: ["CNCurses", "Screen", "Host"], settings: nextToC),

    // The command line, without a process: arguments in, text out.
    floor(
      "CommandLine",
      over: [
        "Dashboard", "Settings", "Sandbox", "SessionLibrary", "DocumentLibrary", "RecordCache",
        "Stripe", "Firestore", "HTTP", "Host", "QRCodes", "Checkout", "Query", "Units", "JSON",
        "TOML", "Widgets", "Screen", arguments,
      ], plugins: ["CommitPlugin"]),
    .plugin(name: "CommitPlugin", capability: .buildTool(), path: "Sources/CommitPlugin"),

    .executableTarget(
      name: "till",
      dependencies: [
        "CommandLine", "Terminal", "Panes", "Dashboard", "Widgets", "Settings", "SessionLibrary",
        "DocumentLibrary", "RecordCache", "Stripe", "Firestore", "HTTP", "Host", "Checkout",
        "Query", "Units", "JSON", "TOML", "Screen",
      ],
      swiftSettings: house,
      linkerSettings: [forAQuickStart]),

    .target(
      name: "Support",
      dependencies: ["Screen", "Checkout", "Query", "Units", "JSON", "Host", "HTTP"],
      path: "Tests/Support",
      swiftSettings: house),
    tests(of: "Screen"),
    tests(of: "JSON"),
    tests(of: "Units"),
    tests(of: "TOML"),
    tests(of: "Query", with: ["Checkout", "Units", "JSON"]),
    tests(of: "Checkout", with: ["Query", "Units", "JSON"]),
    tests(of: "Widgets", with: ["Screen"]),
    tests(of: "HTTP", with: ["Host"]),
    tests(of: "Signatures"),
    tests(of: "QRCodes"),
    tests(of: "Stripe", with: ["HTTP", "Host", "Checkout", "Query", "Units", "JSON"]),
    tests(of: "Firestore", with: ["HTTP", "Checkout", "Units", "JSON", "Host"]),
    tests(of: "RecordCache", with: ["Checkout", "Query", "Units", "JSON", "Host", grdb]),
    tests(
      of: "SessionLibrary",
      with: [
        "Stripe", "RecordCache", "Sandbox", "HTTP", "Host", "Checkout", "Query", "Units", "JSON",
        grdb,
      ]),
    tests(
      of: "DocumentLibrary",
      with: [
        "Firestore", "RecordCache", "Query", "Sandbox", "HTTP", "Host", "Checkout", "Units", "JSON",
      ]),
    tests(of: "Sandbox", with: ["Checkout", "Units", "JSON", "Host"]),
    tests(of: "Settings", with: ["Checkout", "Query", "Units", "TOML", "Screen", "Host"]),
    tests(of: "Host"),
    tests(
      of: "CommandLine",
      with: [
        "Dashboard", "Settings", "Sandbox", "SessionLibrary", "DocumentLibrary", "RecordCache",
        "Stripe", "Firestore", "HTTP", "Host", "Checkout", "Query", "Units", "JSON", "TOML",
        "Screen",
        arguments, grdb,
      ]),
    tests(of: "Dashboard", with: ["Widgets", "Checkout", "Query", "Units", "JSON", "Screen"]),
    tests(
      of: "Panes",
      with: ["Dashboard", "Widgets", "Checkout", "Query", "Units", "JSON", "Screen"]),
    tests(of: "Terminal", with: ["Screen", "Host"]),

    // The program as a whole. The executable is a dependency so that it is built first.
    .target(
      name: "Driver", dependencies: ["Sandbox", "HTTP", "JSON"], path: "Tests/Driver",
      swiftSettings: house),
    .testTarget(
      name: "EndToEnd",
      dependencies: ["till", "Driver", "Sandbox", "HTTP", "Checkout", "Units", "JSON"],
      exclude: ["Browser", "Referee"], swiftSettings: house),
    .testTarget(
      name: "Hostile", dependencies: ["till", "Driver", "Support"], swiftSettings: house),
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
    .executableTarget(
      name: "till-bench",
      dependencies: [
        "CVTerm", "Sandbox", "Stripe", "HTTP", "Checkout", "Query", "Units", "JSON",
        arguments,
      ],
      path: "Tests/Benchmarks", swiftSettings: house),
  ] + fuzzing
)
