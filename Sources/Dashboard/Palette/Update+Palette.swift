import Screen
import Widgets

extension State {
  /// The rows of entries that fit in the palette.
  package var paletteHeight: Int { max(1, min(16, size.height - 6)) }

  mutating func updatePalette(_ palette: Palette, _ key: Key) -> [Effect] {
    var palette = palette
    let count = entries(of: palette).count
    let height = paletteHeight
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      return []
    case .enter: return choose(palette)
    case .down, .control("n"), .tab: palette.scroll.move(by: 1, of: count, height: height)
    case .up, .control("p"), .backTab: palette.scroll.move(by: -1, of: count, height: height)
    case .pageDown: palette.scroll.move(by: height, of: count, height: height)
    case .pageUp: palette.scroll.move(by: -height, of: count, height: height)
    default:
      guard palette.field.take(key) else { return [] }
      overlays[overlays.count - 1] = .palette(palette)
      movePaletteToBest()
      return []
    }
    overlays[overlays.count - 1] = .palette(palette)
    return []
  }

  /// Runs what the palette points at. What cannot be used says why, and the palette stays.
  private mutating func choose(_ palette: Palette) -> [Effect] {
    let entries = entries(of: palette)
    guard entries.indices.contains(palette.scroll.cursor) else {
      message = Message(palettePlea(palette), .warning)
      return []
    }
    let entry = entries[palette.scroll.cursor]
    if let reason = entry.reason {
      message = Message("\(entry.title): \(reason)", .warning)
      return []
    }
    overlays.removeLast()
    switch entry.choice {
    case .command(let id): return Command.named(id).map { run($0) } ?? []
    case .theme(let theme):
      preferences.theme = theme
      return []
    }
  }

  /// Points at the best entry, or, before a theme was named, at the one in use.
  mutating func movePaletteToBest() {
    guard case .palette(var palette) = overlays.last else { return }
    let entries = entries(of: palette)
    let isOpen = palette.field.text == Palette.themePrefix
    let inUse = isOpen ? entries.firstIndex { $0.choice == .theme(preferences.theme) } : nil
    palette.scroll = Scroll()
    palette.scroll.cursor = inUse ?? 0
    palette.scroll.reveal(of: entries.count, height: paletteHeight)
    overlays[overlays.count - 1] = .palette(palette)
  }
}
