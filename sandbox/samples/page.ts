import type { SeenRequest } from './seen-request.ts';

/** The page of a sample service for browsers: one colour per version, and the request as it arrived. */
export function samplePage(seen: SeenRequest, colour: string): string {
  const rows = Object.entries(seen.headers)
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(seen.service)} ${escapeHtml(seen.version)}</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0 }
header { background: ${colour}; color: #fff; padding: 3rem 1.5rem }
h1 { margin: 0; font-size: 2rem }
p { margin: .25rem 0 0 }
main { padding: 1.5rem; max-width: 60rem }
table { border-collapse: collapse; width: 100%; font-size: .875rem }
th { text-align: left; font-weight: 600; white-space: nowrap; padding: .25rem 1.5rem .25rem 0; vertical-align: top }
td { overflow-wrap: anywhere; font-family: ui-monospace, monospace }
</style>
</head>
<body>
<header><h1>${escapeHtml(seen.service)} · ${escapeHtml(seen.version)}</h1><p>Namespace ${escapeHtml(seen.namespace)}</p></header>
<main>
<p><code>${escapeHtml(seen.method)} ${escapeHtml(seen.path)}</code> for <code>${escapeHtml(seen.host)}</code></p>
<h2>Headers, as they arrived</h2>
<table>${rows}</table>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
