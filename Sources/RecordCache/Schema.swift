import GRDB

/// The tables. What was written with others is set aside: Stripe has all of it.
///
/// A row's place is its time: the second of creation and, in the low 20 bits, the order within that
/// second, counted backwards (`Position`). So newest first is the order of the table itself, of the
/// search index, and of every page.
enum Schema {
  /// `PRAGMA user_version`: a file with another one was written by an older or a newer till.
  static let version = 3

  /// The version of a file; 0 for one without tables.
  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Makes the tables, unless another till has been quicker.
  static func create(in database: Database) throws {
    guard try version(of: database) == 0 else { return }
    try database.execute(sql: tables)
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// `status`, `payment_status` and `mode` hold a small number for the values that are documented and
  /// the word itself for any other (`Codes`).
  private static let tables = """
    CREATE TABLE session (
      place INTEGER PRIMARY KEY, id TEXT NOT NULL,
      expires_at INTEGER, status, payment_status, mode,
      amount_total INTEGER, currency TEXT,
      email TEXT, name TEXT, reference TEXT,
      customer TEXT, payment_intent TEXT, subscription TEXT, invoice TEXT,
      payment_link TEXT,
      has_url INTEGER NOT NULL, livemode INTEGER NOT NULL, fetched_at INTEGER NOT NULL);
    CREATE UNIQUE INDEX session_id ON session (id);
    CREATE INDEX session_status ON session (status);
    CREATE INDEX session_email ON session (email COLLATE NOCASE) WHERE email IS NOT NULL;
    CREATE INDEX session_customer ON session (customer) WHERE customer IS NOT NULL;
    CREATE INDEX session_payment_intent ON session (payment_intent)
      WHERE payment_intent IS NOT NULL;
    CREATE INDEX session_subscription ON session (subscription) WHERE subscription IS NOT NULL;
    CREATE INDEX session_invoice ON session (invoice) WHERE invoice IS NOT NULL;
    CREATE INDEX session_payment_link ON session (payment_link) WHERE payment_link IS NOT NULL;

    CREATE TABLE object (
      place INTEGER PRIMARY KEY, dictionary INTEGER NOT NULL, json BLOB NOT NULL);
    CREATE TABLE dictionary (version INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE line_items (
      place INTEGER PRIMARY KEY, fetched_at INTEGER NOT NULL, is_complete INTEGER NOT NULL,
      dictionary INTEGER NOT NULL, json BLOB NOT NULL);

    CREATE TABLE coverage (
      filter TEXT NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL,
      PRIMARY KEY (filter, oldest)) WITHOUT ROWID;
    CREATE TABLE refreshed (filter TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE related (
      id TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL,
      dictionary INTEGER NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE VIRTUAL TABLE search USING fts5(
      text, content='', columnsize=0, tokenize='trigram case_sensitive 1');
    INSERT INTO search (search, rank) VALUES ('hashsize', 8000000), ('automerge', 8);
    CREATE TABLE search_pending (place INTEGER PRIMARY KEY, text TEXT NOT NULL);
    """
}
