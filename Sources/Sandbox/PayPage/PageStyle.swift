/// How the page looks: its own colours, and a bar on top so that nobody takes it for a real shop.
enum PageStyle {
  static let path = "/c/style.css"

  /// The fields of the methods that are not chosen.
  private static let others = PaymentMethod.typed.map {
    "form:has(input[name=method]:checked:not([value=\($0.type)])) .for-\($0.type)"
  }.joined(separator: ",\n")

  static let sheet = """
    :root { --ink: #1d2733; --soft: #50606f; --line: #8593a1; --paper: #fff; --ground: #f2f4f1;
      --accent: #0b5d57; --accent-ink: #fff; --bad: #a3160c; --bad-ground: #fdeceb;
      --bar: #ffcf4a; --bar-ink: #2b2100; }
    * { box-sizing: border-box; }
    html { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; color: var(--ink);
      background: var(--ground); }
    body { margin: 0; }
    .bar { background: repeating-linear-gradient(135deg, #ffcf4a 0 24px, #ffdb77 24px 48px);
      color: var(--bar-ink); padding: .6rem 1rem; text-align: center; font-weight: 600;
      border-bottom: 2px solid #2b2100; }
    main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
    .columns { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
    @media (min-width: 54rem) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: start; } }
    .sheet { background: var(--paper); border: 1px solid #cdd4da; border-radius: .5rem;
      padding: 1.25rem; overflow-wrap: anywhere; }
    .narrow { max-width: 34rem; margin: 2rem auto; }
    h1 { font-size: 1.35rem; line-height: 1.25; margin: .25rem 0 1rem; }
    h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
    h2:first-child { margin-top: 0; }
    a { color: var(--accent); }
    a.back { display: inline-block; padding: .35rem 0; }
    .amount { font-size: 1.9rem; font-weight: 650; line-height: 1.2; }
    ul.items { list-style: none; margin: 1rem 0; padding: 0; }
    ul.items > li { padding: .7rem 0; border-top: 1px solid #dde2e6; display: grid;
      grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; row-gap: .4rem; }
    .product { display: flex; align-items: flex-start; gap: .75rem; }
    .product > div { flex: 1; min-width: 0; }
    .picture { flex: none; width: 3.5rem; height: 3.5rem; object-fit: cover;
      border-radius: .35rem; }
    .soft { color: var(--soft); font-size: .9rem; }
    .wide { grid-column: 1 / -1; }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    dl.sums { display: grid; grid-template-columns: 1fr auto; row-gap: .35rem; margin: 1rem 0 0; }
    dl.sums dd { margin: 0; padding-left: 1rem; }
    dl.sums .total { font-weight: 700; border-top: 1px solid var(--line); padding-top: .5rem; }
    fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
    legend { font-weight: 650; padding: 0; margin-bottom: .35rem; }
    label, .label { display: block; font-size: .92rem; margin: .6rem 0 .2rem; }
    input, select { font: inherit; color: inherit; width: 100%; min-height: 2.75rem;
      padding: .45rem .65rem; border: 1px solid var(--line); border-radius: .35rem;
      background: #fff; }
    input[type=checkbox], input[type=radio] { width: 1.25rem; min-height: 1.25rem;
      height: 1.25rem; margin: .1rem .5rem 0 0; flex: none; accent-color: var(--accent); }
    label.choice { display: flex; align-items: flex-start; padding: .5rem 0; }
    input[aria-invalid=true], select[aria-invalid=true] { border: 2px solid var(--bad); }
    .fault { color: var(--bad); font-size: .9rem; margin: .2rem 0 0; }
    .alert { background: var(--bad-ground); border-left: .35rem solid var(--bad);
      padding: .75rem 1rem; margin: 0 0 1rem; border-radius: .25rem; }
    .alert p { margin: 0; }
    .note { background: #e8f3f1; border-left: .35rem solid var(--accent); padding: .75rem 1rem;
      margin: 0 0 1rem; border-radius: .25rem; }
    \(others) {
      display: none; }
    .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 .75rem;
      align-items: start; }
    @media (max-width: 26rem) { .pair { grid-template-columns: minmax(0, 1fr); } }
    .row { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap; }
    .row.middle { align-items: center; }
    .row > .grow { flex: 1 1 8rem; min-width: 0; }
    input.few { width: 5.5rem; }
    button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .45rem 1rem;
      border-radius: .35rem; border: 1px solid var(--accent); background: #fff;
      color: var(--accent); cursor: pointer; }
    button.main { width: 100%; background: var(--accent); color: var(--accent-ink);
      min-height: 3.1rem; font-size: 1.05rem; }
    button:hover { box-shadow: 0 0 0 2px #0b5d5755; }
    :focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); padding: 0; border: 0; min-height: 0; }
    details { margin-top: 1rem; }
    summary { cursor: pointer; padding: .4rem 0; }
    details ul { padding-left: 0; list-style: none; }
    details li { display: flex; gap: .75rem; align-items: center; padding: .25rem 0; }
    details code { white-space: nowrap; }
    """
}
