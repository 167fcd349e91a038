/// The files, variables and programs that till uses, for the help and the manual page.
enum Surroundings {
  typealias Rows = [(name: String, meaning: String)]

  static let environment: Rows = [
    ("STRIPE_API_KEY", "the key; goes before those of profiles"),
    ("TILL_PROFILE", "the profile, as --profile"),
    ("TILL_API_BASE", "another address of the API, as --api-base"),
    ("TILL_CACHE_DIR", "where the cache is instead of ~/.cache/till"),
    ("TILL_CONFIG", "the configuration's file"),
    ("XDG_CONFIG_HOME", "the folder that is otherwise ~/.config"),
    ("XDG_CACHE_HOME", "the folder that is otherwise ~/.cache"),
    ("XDG_STATE_HOME", "the folder that is otherwise ~/.local/state"),
    ("TZ", "the time zone of local times"),
    ("NO_COLOR", "no colours, as --no-color"),
    ("PAGER", "the program that shows JSON; else less"),
    ("VISUAL, EDITOR", "the editor for JSON; else vi"),
    ("BROWSER", "the program that opens pages"),
    ("ESCDELAY", "milliseconds in which Esc can begin a key"),
    ("CURL_CA_BUNDLE", "certificates to trust, before the next two"),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "a file and a folder of certificates to trust"),
    ("https_proxy, all_proxy", "the proxy; no_proxy names hosts without one"),
    ("FIRESTORE_EMULATOR_HOST", "HOST:PORT of an emulator or of till sandbox"),
    ("GOOGLE_CLOUD_PROJECT", "Firestore's project where no profile has one"),
    ("GOOGLE_APPLICATION_CREDENTIALS", "a file of credentials for Firestore"),
    ("CLOUDSDK_CONFIG", "the folder of gcloud, with its credentials"),
  ]

  static let files: Rows = [
    ("~/.config/till/config.toml", "the configuration (see assets/config.toml)"),
    ("/usr/share/doc/till/examples", "config.toml with all options, in a package"),
    ("~/.cache/till", "what was read, by account and mode"),
    ("~/.local/state/till", "the log, the last view, the sandbox's secret"),
  ]

  static let exitCodes: Rows = {
    let codes: [(Failure.Code?, String)] = [
      (nil, "done"), (.failed, "refused or failed"), (.usage, "wrong usage"),
      (.missing, "no such session"), (.unreachable, "Stripe is unreachable after retries"),
      (.rateLimited, "rate-limited after retries"),
      (.key, "the key is missing, wrong or not permitted"),
      (.configuration, "the configuration is wrong"),
      (.timedOut, "time is up (till watch --timeout)"), (.interrupted, "interrupted"),
    ]
    return codes.map { ("\($0?.rawValue ?? 0)", $1) }
  }()

  static let sections: [(title: String, rows: Rows)] = [
    ("Environment", environment), ("Files", files), ("Exit status", exitCodes),
  ]
}
