import Screen

/// The privacy mask, for when others can see the screen. Copied text is not masked.
extension Command {
  static let mask: [Command] = [
    Command(
      .mask, "privacy mask", hint: "mask", keys: [.character("m")],
      waitsForRows: .never, inDocuments: .same
    ) { state in
      state.mask(!state.isMasked)
      state.message = Message(
        state.isMasked
          ? "e-mails, names, phones and addresses are masked; what is copied is not"
          : "nothing is masked any more")
      return []
    }
  ]
}
