/// Whose list an overlay is about.
enum ListSubject: String, CaseIterable, Sendable { case sessions, documents }
