/// Chooses the text that many sessions share, from sessions themselves.
enum SharedDictionary {
  /// zlib can point back 32 KB; an object has to fit behind the dictionary.
  static let maximumSize = 20_000
  /// With fewer there is little to choose from: better to wait for the first whole page.
  static let minimumSamples = 20

  /// Objects, whole, chosen one after the other as the one that those before describe worst; the
  /// most typical one last, where it is cheapest to point at.
  static func train(on samples: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard samples.count >= minimumSamples else { return nil }
    let samples = samples.filter { $0.count <= maximumSize / 2 }
    var dictionary: [UInt8] = []
    while let next = worst(of: samples, under: dictionary),
      dictionary.count + next.count <= maximumSize
    {
      dictionary = Array(next) + dictionary
    }
    return dictionary.isEmpty ? nil : dictionary
  }

  private static func worst(
    of samples: [ArraySlice<UInt8>], under dictionary: [UInt8]
  ) -> ArraySlice<UInt8>? {
    let deflater = Deflater(version: 0, dictionary: dictionary)
    let sizes = samples.map { deflater.deflate($0)?.count ?? 0 }
    return zip(samples, sizes).max { $0.1 < $1.1 }?.0
  }
}
