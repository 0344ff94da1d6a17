/** The style of the page: the portal's colours, and no more of it than that, since it is somebody else's website. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #f6f5f2; --panel: #fff; --sunken: #efeeea; --line: #e2e0da; --ink: #17181a; --soft: #55585e; --accent: #1f4fd8;
  --caution: #a86200; --caution-soft: #fdf0d8; --danger: #c02b2b; --control: #85888e; --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace }
@media (prefers-color-scheme: dark) { :root { --paper: #101214; --panel: #171a1d; --sunken: #121416; --line: #262a2f; --ink: #eceef0; --soft: #a5abb3; --accent: #7ba0ff;
  --caution: #eab04d; --caution-soft: #33260c; --danger: #ff7a72; --control: #737a84 } }
* { box-sizing: border-box; margin: 0 }
body { background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-font-smoothing: antialiased }
code { font-family: var(--mono); font-size: 12.5px; overflow-wrap: anywhere }
.muted, .hint { color: var(--soft) } .nowrap { white-space: nowrap }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.top { border-bottom: 1px solid var(--line); background: var(--sunken) }
.top > div, main { max-width: 60rem; margin: 0 auto; padding: 14px 20px }
.top > div { display: flex; gap: 4px 14px; align-items: baseline; flex-wrap: wrap }
.brand { font-weight: 650; letter-spacing: -.01em } .what { color: var(--soft); font-size: 13px }
main { padding-bottom: 60px }
nav { display: flex; gap: 4px; margin: 8px 0 20px; overflow-x: auto; padding: 2px }
nav a { color: var(--soft); text-decoration: none; padding: 6px 10px; border-radius: 6px; white-space: nowrap }
nav a[aria-current] { background: var(--panel); color: var(--ink); box-shadow: 0 0 0 1px var(--line); font-weight: 550 }
.title { display: flex; gap: 10px; align-items: center; flex-wrap: wrap }
h1 { font-size: 20px; letter-spacing: -.015em; font-weight: 650 } h2 { font-size: 14px; font-weight: 600 } h3 { font-size: 13px; font-weight: 600 }
.chip { border: 1px solid var(--line); border-radius: 999px; padding: 1px 9px; font-size: 12px; color: var(--soft); background: var(--panel) }
.status { min-height: 21px; margin: 6px 0; color: var(--soft) }
.card { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 18px; overflow: hidden }
.head { display: flex; gap: 10px; align-items: center; padding: 11px 16px; border-bottom: 1px solid var(--line) } .push { margin-left: auto }
table { border-collapse: collapse; width: 100% }
thead th { font-size: 12px; color: var(--soft); font-weight: 500; text-align: left; padding: 8px 16px; border-bottom: 1px solid var(--line) }
tbody th { min-width: 12rem } tbody th, td { padding: 9px 16px; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; vertical-align: top }
.values code { display: block } .tag { font-family: var(--mono); font-size: 11.5px; background: var(--sunken); border-radius: 4px; padding: 1px 6px; color: var(--soft) }
.actions { text-align: right; white-space: nowrap } .actions button + button { margin-left: 6px }
button { font: inherit; font-size: 13px; font-weight: 550; color: var(--ink); background: var(--panel); border: 1px solid var(--control); border-radius: 6px; padding: 6px 12px; cursor: pointer }
button:hover { border-color: var(--ink) } button:disabled { opacity: .55; cursor: progress }
.small { padding: 3px 8px; font-size: 12px } .danger { color: var(--danger) }
.primary { background: var(--ink); border-color: var(--ink); color: var(--paper) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.record { padding: 14px 16px 16px; background: var(--sunken) } .record h3 { margin-bottom: 10px }
.fields { display: grid; grid-template-columns: minmax(0, 1fr) 110px 130px; gap: 12px } .field.values { grid-column: 1 / -1 }
label { font-size: 12.5px; color: var(--soft) } .field > label { display: block; margin-bottom: 3px }
input, select, textarea { color: var(--ink); font: 13px/1.5 var(--mono); border: 1px solid var(--control); background: var(--panel); border-radius: 6px; padding: 6px 10px; width: 100%; min-width: 0 }
select { font-family: inherit; height: 33px } textarea { display: block; resize: vertical }
.suffixed { display: flex; align-items: center } .suffixed input { border-radius: 6px 0 0 6px }
.suffixed span { font: 13px/1.5 var(--mono); color: var(--soft); border: 1px solid var(--control); border-left: 0; border-radius: 0 6px 6px 0; padding: 6px 10px; white-space: nowrap }
.problem { color: var(--danger); font-size: 12.5px; margin-top: 3px } .problem:empty { display: none } .hint { font-size: 12.5px; margin-top: 3px }
[aria-invalid="true"] { border-color: var(--danger) }
.buttons { display: flex; gap: 8px; margin-top: 12px }
.intro { padding: 11px 16px 0 }
.mischief { list-style: none; padding: 0 } .mischief li { display: flex; gap: 16px; align-items: center; padding: 11px 16px; border-bottom: 1px solid var(--line) }
.mischief li:last-child { border-bottom: 0 } .mischief li.on { background: var(--caution-soft) }
.words { flex: 1; min-width: 0 } .words p { font-size: 13px; color: var(--soft) } .words .problem { color: var(--danger) } .words .places { color: var(--ink) }
.control { display: flex; gap: 10px; align-items: center; flex: none } .aim { display: flex; gap: 6px; align-items: center } .aim input { width: 150px; padding: 3px 8px; font-size: 12px }
[role="switch"] { display: flex; align-items: center; gap: 8px; border: 0; background: none; padding: 4px; border-radius: 6px }
.knob { width: 34px; height: 20px; border-radius: 10px; background: none; border: 1.5px solid var(--control); position: relative }
.knob::after { content: ""; position: absolute; left: 2px; top: 2px; width: 13px; height: 13px; border-radius: 50%; background: var(--control) }
[aria-checked="true"] .knob { background: var(--caution); border-color: var(--caution) } [aria-checked="true"] .knob::after { left: 16px; background: var(--panel) }
.word { width: 22px; text-align: left; font-size: 12px; color: var(--soft) } [aria-checked="true"] .word { color: var(--ink) }
@media (prefers-reduced-motion: no-preference) { .knob::after { transition: left .12s } }
@media (max-width: 700px) {
  .top > div, main { padding-left: 14px; padding-right: 14px }
  table, tbody, tr { display: block } thead { display: none } tbody th, td { display: flex; gap: 12px; border: 0; padding: 2px 14px }
  tbody td[data-label]::before { content: attr(data-label); color: var(--soft); font-size: 12px; width: 44px; flex: none; padding-top: 1px }
  tbody td.values { display: grid; grid-template-columns: 44px 1fr } tbody td.values code { grid-column: 2 } tbody td.values::before { grid-row: 1 }
  tbody tr { padding: 10px 0; border-bottom: 1px solid var(--line) } .actions { padding-top: 6px } .actions button, .control button { min-height: 32px }
  .fields { grid-template-columns: 1fr 1fr } .field.name { grid-column: 1 / -1 }
  .mischief li { flex-wrap: wrap; gap: 8px 12px; align-items: flex-start } .words { flex: 1 1 60% } .control:has(.aim) { flex: 1 1 100%; justify-content: space-between } .aim input { width: 190px; font-size: 16px }
  input, select, textarea { font-size: 16px } select { height: 38px } .suffixed span { padding: 8px 10px }
}
`;
