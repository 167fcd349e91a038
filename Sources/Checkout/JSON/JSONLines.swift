package struct JSONLines {
  let json: JSON
  package init(_ json: JSON, maskingSecrets: Bool) { self.json = json }
  package var text: String { json.source }
}
