internal import CZstd

/// Makes the dictionary that sessions share, from sessions themselves.
enum DictionaryTraining {
  /// Room for about forty objects. Half the size saves hardly any time, and makes 10,000 sessions
  /// half a megabyte larger.
  static let maximumSize = 112 << 10
  /// With fewer samples it is better to wait for the first whole page.
  static let minimumSamples = 20
  /// More than this are not looked at.
  static let samples = 100

  /// The text of half of the samples, and the statistics of all. This takes a tenth of the time of
  /// `ZDICT_trainFromBuffer`, which is only better with far more samples than a page has. nil when
  /// there are too few samples, or nothing in them is worth sharing.
  /// Source: https://github.com/facebook/zstd/blob/dev/lib/zdict.h (ZDICT_finalizeDictionary)
  static func train(on samples: [ArraySlice<UInt8>]) -> [UInt8]? {
    guard samples.count >= minimumSamples else { return nil }
    let text = samples.prefix(samples.count / 2).joined().prefix(maximumSize)
    let dictionary = unsafe [UInt8](unsafeUninitializedCapacity: maximumSize) { output, count in
      let size = unsafe ZDICT_finalizeDictionary(
        output.baseAddress, output.count, Array(text), text.count, Array(samples.joined()),
        samples.map(\.count), UInt32(samples.count), ZDICT_params_t())
      count = ZDICT_isError(size) == 0 ? size : 0
    }
    return dictionary.isEmpty ? nil : dictionary
  }
}
