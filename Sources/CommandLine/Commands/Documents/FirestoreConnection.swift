import Checkout
import Dashboard
package import Firestore
import Host
import HTTP
import Screen
import Settings

/// A profile's Firestore, and everything that is needed to reach it.
package struct FirestoreConnection: Sendable {
  package let client: FirestoreClient

  /// Opens the database of a profile; without a profile, the one that the options and the
  /// environment name.
  ///
  /// - Throws: `Failure` if there is no database to read, or no credentials to read it with.
  package static func open(
    _ options: GlobalOptions, _ setup: Setup, in world: World, profile: String? = nil,
    monitor: RequestMonitor? = nil
  ) throws(Failure) -> FirestoreConnection {
    let found = try FirestoreFinder(setup, home: world.home).found(
      wanted(options, setup, in: world, profile))
    let (database, origin) = try source(found, setup)
    CoreDumps.forbid()
    return connection(
      to: database, found.collection, origin, Wire(options, setup, world, monitor: monitor))
  }

  /// The documents that the sandbox serves at this address.
  ///
  /// - Throws: `Failure` for an address that is not on this machine.
  package static func sandbox(
    at address: String, _ options: GlobalOptions, _ setup: Setup, in world: World,
    monitor: RequestMonitor?
  ) throws(Failure) -> FirestoreConnection {
    guard let host = try? FirestoreDatabase.Host(emulator: address),
      let database = FirestoreDatabase(project: "demo", host: host)
    else { throw Failure(.configuration, "the sandbox is not on this machine") }
    return connection(
      to: database, .usual, .emulator, Wire(options, setup, world, monitor: monitor))
  }

  /// Whether the dashboard of a profile has documents.
  package static func isNamed(
    _ options: GlobalOptions, _ setup: Setup, in world: World, profile: String?
  ) throws(Failure) -> Bool {
    try wanted(options, setup, in: world, profile) != nil
      || FirestoreFinder(setup, home: world.home).isNamedByEnvironment
  }

  private static func wanted(
    _ options: GlobalOptions, _ setup: Setup, in world: World, _ profile: String?
  ) throws(Failure) -> FirestoreOptions? {
    do throws(CredentialsError) {
      return try KeyFinder(setup, now: world.now()).firestore(asked: profile ?? options.profile)
    } catch { throw Failure(error) }
  }

  /// What a connection needs to send requests.
  private struct Wire {
    let options: GlobalOptions
    let setup: Setup
    let world: World
    let monitor: RequestMonitor?

    init(
      _ options: GlobalOptions, _ setup: Setup, _ world: World, monitor: RequestMonitor?
    ) {
      self.world = world
      self.options = options
      self.setup = setup
      self.monitor = monitor
    }
  }

  private static func connection(
    to database: FirestoreDatabase, _ customers: CustomersCollection,
    _ origin: TokenSource.Origin, _ wire: Wire
  ) -> FirestoreConnection {
    let (setup, world, monitor) = (wire.setup, wire.world, wire.monitor)
    var limits = HTTPOptions()
    limits.connectTimeout = setup.configuration.connectTimeout
    limits.timeout = setup.configuration.timeout
    // A document can be 1 MiB large, and a page holds many of them.
    limits.maximumBody = 64 << 20
    let transport = world.transport(limits)
    world.closing.add { transport.shutdown() }
    let noting = transport.client.noting(
      LogFile(path: setup.paths.log), wire.options, monitor, world.console)
    let http = monitor?.watching(noting) ?? noting
    let tokens = TokenSource(origin, http: http, now: world.now)
    return FirestoreConnection(
      client: FirestoreClient(
        database: database, customers: customers, tokens: tokens, http: http,
        version: Till.version,
        onRetry: { notice in
          if let monitor { return monitor.retry(notice, of: "Firestore") }
          world.console.say("till: Firestore: \(notice.sentence)")
        }))
  }

  /// The database and whose credentials read it.
  private static func source(
    _ found: FirestoreFinder.Found, _ setup: Setup
  ) throws(Failure) -> (FirestoreDatabase, TokenSource.Origin) {
    var host = FirestoreDatabase.Host.google
    var project = found.project
    let origin: TokenSource.Origin
    switch found.credential {
    case .emulator(let address):
      do throws(HTTPError) { host = try FirestoreDatabase.Host(emulator: address) } catch {
        throw Failure(
          .configuration,
          "\(FirestoreFinder.emulatorVariable) has to be a host and a port on this machine: "
            + "\(error.detail)")
      }
      origin = .emulator
    case .file(let bytes, let path):
      do throws(FirestoreError) {
        let credentials = try GoogleCredentials(bytes, from: path)
        project = project ?? credentials.project
        origin = .credentials(credentials)
      } catch { throw Failure(error) }
    case .command(let command):
      let environment = setup.environment
      origin = .command { () async throws(FirestoreError) in
        do throws(KeyCommandError) {
          return try await KeyCommand.run(command, environment: environment)
        } catch {
          throw FirestoreError(
            .credentials, "the profile's token_command: \(error.reason(of: "token"))")
        }
      }
    }
    guard let project else {
      throw Failure(
        .configuration,
        "no project is named: set project in [profiles.NAME.firestore], or GOOGLE_CLOUD_PROJECT")
    }
    guard let database = FirestoreDatabase(project: project, database: found.database, host: host)
    else { throw Failure(.configuration, "“\(project)” is no project's id") }
    return (database, origin)
  }
}

extension FirestoreFinder {
  fileprivate init(_ setup: Setup, home: String?) {
    self.init(environment: setup.environment, home: home)
  }

  fileprivate func found(_ options: FirestoreOptions?) throws(Failure) -> Found {
    do throws(FirestoreSettingsError) { return try find(options) } catch {
      throw Failure(
        error.code == .notConfigured ? .configuration : .key, "\(error.sentence)")
    }
  }
}

extension HTTPClient {
  /// The same client; every request is noted in the log and shown by the monitor.
  fileprivate func noting(
    _ log: LogFile, _ options: GlobalOptions, _ monitor: RequestMonitor?, _ console: Console
  ) -> HTTPClient {
    let noting = logging { exchange in
      let record = RequestRecord(exchange)
      log.append(record.line)
      monitor?.note(record)
    }
    guard options.debugHttp else { return noting }
    return noting.dumpingHeaders { line in
      if monitor?.hasScreen == true { log.append(line) } else { console.say("\(line)") }
    }
  }
}

extension Failure {
  init(_ error: FirestoreError) { self.init(Code(error), "\(error.sentence)") }
}

extension Failure.Code {
  fileprivate init(_ error: FirestoreError) {
    self =
      switch error.code {
      case .unreachable, .server, .unexpectedAnswer: .unreachable
      case .credentials, .authentication, .permission: .key
      case .missing: .missing
      case .noDatabase: .configuration
      case .quota: .rateLimited
      case .indexNeeded, .invalidRequest: .failed
      }
  }
}
