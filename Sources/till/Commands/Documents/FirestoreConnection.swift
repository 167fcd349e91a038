import Checkout
import Dashboard
import Firestore
import Glibc
import HTTP
import Screen
import Settings

/// A profile's Firestore, and what is reached with it.
struct FirestoreConnection: Sendable {
  let client: FirestoreClient

  /// - Throws: `Failure` when there is nothing to read, or nothing to read it with.
  static func open(
    _ options: GlobalOptions, _ setup: Setup, monitor: RequestMonitor? = nil
  ) throws(Failure) -> FirestoreConnection {
    CoreDumps.forbid()
    let profile: FirestoreOptions?
    do throws(CredentialsError) {
      profile = try KeyFinder(setup).firestore(asked: options.profile)
    } catch { throw Failure(error) }
    let found = try FirestoreFinder(setup).found(profile)
    let (database, origin) = try source(found, setup)

    var limits = HTTPOptions()
    limits.connectTimeout = setup.configuration.connectTimeout
    limits.timeout = setup.configuration.timeout
    let transport = CurlTransport(limits)
    Closing.add { transport.shutdown() }
    let http = transport.client.noting(LogFile(path: setup.paths.log), options, monitor)
    let tokens = TokenSource(origin, http: http, now: { time(nil) })
    return FirestoreConnection(
      client: FirestoreClient(
        database: database, customers: found.collection, tokens: tokens, http: http,
        version: Till.version,
        onRetry: { notice in
          Standard.error("till: Firestore: \(notice.sentence)")
        }))
  }

  /// The database and who reads it.
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
            + error.detail)
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
          return try KeyCommand.run(command, environment: environment)
        } catch { throw FirestoreError(.credentials, "token_command: \(error.sentence)") }
      }
    }
    guard let project else {
      throw Failure(
        .configuration,
        "no project is named: set project in [profiles.NAME.firestore], or GOOGLE_CLOUD_PROJECT")
    }
    guard let database = FirestoreDatabase(project: project, database: found.database, host: host)
    else { throw Failure(.configuration, "“\(Sanitiser.display(project))” is no project's id") }
    return (database, origin)
  }
}

extension FirestoreFinder {
  fileprivate init(_ setup: Setup) {
    self.init(environment: setup.environment, home: Setup.homeOfUser)
  }

  fileprivate func found(_ options: FirestoreOptions?) throws(Failure) -> Found {
    do throws(FirestoreSettingsError) { return try find(options) } catch {
      throw Failure(
        error.code == .notConfigured ? .configuration : .key, Sanitiser.display(error.sentence))
    }
  }
}

extension HTTPClient {
  /// The same client; every request is noted in the log and shown by the monitor.
  fileprivate func noting(
    _ log: LogFile, _ options: GlobalOptions, _ monitor: RequestMonitor?
  ) -> HTTPClient {
    let noting = logging { exchange in
      let record = RequestRecord(exchange)
      log.append(record.line)
      monitor?.note(record)
    }
    guard options.debugHttp else { return noting }
    return noting.dumpingHeaders { line in
      if monitor?.hasScreen == true { log.append(line) } else { Standard.error(line) }
    }
  }
}

extension Failure {
  init(_ error: FirestoreError) { self.init(Code(error), Sanitiser.display(error.sentence)) }
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
