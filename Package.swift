// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built the same way: language mode 6, the features that Swift 7 is expected
/// to make the default, and no warning left standing.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// Targets that touch C also spell out each unsafe call, so that danger can be found with grep.
let nextToC: [SwiftSetting] = house + [.strictMemorySafety()]

// libcurl is loaded when it is needed, rather than linked: Sources/CCurl/unlinked/libcurl.so says why.
let withoutLibcurl = LinkerSetting.unsafeFlags(
  ["-L\(Context.packageDirectory)/Sources/CCurl/unlinked"], .when(configuration: .release))

func floor(
  _ name: String, over dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = house
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, with dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "Support"] + dependencies,
    swiftSettings: house)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
  name: "till",
  products: [
    .executable(name: "till", targets: ["till"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    // The ground: C, reached through headers only.
    .systemLibrary(name: "CNCurses"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CZstd"),

    // Leaves: no I/O, no clock.
    floor("Screen"),
    floor("Checkout"),

    // The outside world, one library each.
    floor("HTTP", over: ["CCurl"], settings: nextToC),
    floor("Stripe", over: ["Checkout", "HTTP"]),
    floor("SessionCache", over: ["Checkout", "CZstd", grdb], settings: nextToC),
    floor("SessionLibrary", over: ["Checkout", "Stripe", "SessionCache"]),
    floor("Sandbox", over: ["Checkout", flyingFox, flyingSocks]),
    floor("Settings", over: ["Checkout", "Stripe", "Screen", toml]),

    // What the user sees.
    floor("Dashboard", over: ["Checkout", "Screen"]),
    floor("Panes", over: ["Dashboard", "Checkout", "Screen"]),
    floor("Terminal", over: ["CNCurses", "Screen"], settings: nextToC),

    .executableTarget(
      name: "till",
      dependencies: [
        "Terminal", "Panes", "Dashboard", "Settings", "Sandbox", "SessionLibrary", "SessionCache",
        "Stripe", "HTTP", "Checkout", "Screen", arguments,
      ],
      swiftSettings: house,
      linkerSettings: [withoutLibcurl]),

    .target(
      name: "Support", dependencies: ["Screen", "Checkout"], path: "Tests/Support",
      swiftSettings: house),
    tests(of: "Screen"),
    tests(of: "Checkout"),
    tests(of: "HTTP"),
    tests(of: "Stripe", with: ["HTTP", "Checkout"]),
    tests(of: "SessionCache", with: ["Checkout", grdb]),
    tests(of: "SessionLibrary", with: ["Stripe", "SessionCache", "Sandbox", "HTTP", "Checkout"]),
    tests(of: "Sandbox", with: ["Checkout"]),
    tests(of: "Settings", with: ["Stripe", "Checkout", "Screen"]),
    tests(of: "Dashboard", with: ["Checkout", "Screen"]),
    tests(of: "Panes", with: ["Dashboard", "Checkout", "Screen"]),
    tests(of: "Terminal", with: ["Screen"]),

    // The program as a whole. The executable is a dependency so that it is built first.
    .testTarget(
      name: "EndToEnd", dependencies: ["till", "Sandbox", "HTTP", "Checkout"],
      exclude: ["Referee"], swiftSettings: house),
    .executableTarget(
      name: "till-bench",
      dependencies: [
        "Sandbox", "SessionLibrary", "SessionCache", "Stripe", "HTTP", "Checkout",
        arguments,
      ],
      path: "Tests/Benchmarks", swiftSettings: house),
  ]
)
