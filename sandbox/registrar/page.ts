import type { MischiefAnswer, ZoneAnswer } from './answers.ts';
import { escapeHtml } from './escape-html.ts';
import { pageStyle } from './page-style.ts';
import { type RecordSet, recordTypes } from './record-set.ts';

/** What the page of one zone shows. */
export interface PageContent {
  readonly zones: readonly ZoneAnswer[];
  readonly zone: string;
  readonly records: readonly RecordSet[];
  readonly mischief: readonly MischiefAnswer[];
}

/** The page of one zone: its records, a form for more, and the mischief that can befall it. */
export function registrarPage({ zones, zone, records, mischief }: PageContent): string {
  const current = zones.find(({ name }) => name === zone);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(zone)} · Registrar of the sandbox</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
<script src="/script.js" defer></script>
</head>
<body data-zone="${escapeHtml(zone)}">
<header class="top"><div>
<p class="brand">Registrar</p>
<p class="what">Plays your customers’ DNS provider. Not part of Signalbox: in production this is somebody else’s website.</p>
</div></header>
<main>
<nav aria-label="Zones">${zones.map(({ name }) => zoneLink(name, name === zone)).join('')}</nav>
<div class="title"><h1>${escapeHtml(zone)}</h1>${current?.isSigned ? '<span class="chip">signed with DNSSEC</span>' : ''}</div>
<p class="muted">${(current?.nameservers ?? []).map(nameserver).join(' · ')}</p>
<p class="status" role="status" aria-live="polite"></p>
${recordsCard(zone, records)}
${mischiefCard(zone, mischief)}
</main>
</body>
</html>
`;
}

function zoneLink(name: string, isCurrent: boolean): string {
  return `<a href="/zones/${escapeHtml(name)}"${isCurrent ? ' aria-current="page"' : ''}>${escapeHtml(name)}</a>`;
}

function nameserver({ name, address }: ZoneAnswer['nameservers'][number]): string {
  return `<span class="nowrap">${escapeHtml(name)} at <code>${escapeHtml(address)}</code></span>`;
}

function recordsCard(zone: string, records: readonly RecordSet[]): string {
  return `<section class="card" aria-labelledby="records">
<div class="head"><h2 id="records">Records</h2><span class="muted">${records.length}</span></div>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Value</th><th scope="col">TTL</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead>
<tbody>${records.map((set) => recordRow(zone, set)).join('')}</tbody>
</table>
${recordForm(zone)}
</section>`;
}

function recordRow(zone: string, set: RecordSet): string {
  const label = shortName(zone, set.name);
  const what = escapeHtml(`${set.type} of ${label}`);
  const data = `data-name="${escapeHtml(set.name)}" data-type="${set.type}" data-ttl="${set.ttl}" data-values="${escapeHtml(set.values.join('\n'))}"`;
  // The provider's own: without its NS records there would be no zone.
  const remove =
    set.type === 'NS' && set.name === zone
      ? ''
      : `<button type="button" class="small danger" data-do="delete" aria-label="Delete ${what}" ${data}>Delete</button>`;
  return `<tr>
<th scope="row"><code>${escapeHtml(label)}</code></th>
<td data-label="Type"><span class="tag">${set.type}</span></td>
<td data-label="Value" class="values">${set.values.map((value) => `<code>${escapeHtml(value)}</code>`).join('')}</td>
<td data-label="TTL" class="nowrap">${set.ttl} s</td>
<td class="actions"><button type="button" class="small" data-do="edit" aria-label="Edit ${what}" ${data}>Edit</button>${remove}</td>
</tr>`;
}

function recordForm(zone: string): string {
  const options = recordTypes.map((type) => `<option>${type}</option>`).join('');
  return `<form class="record" id="record" novalidate>
<h3 id="record-title">Add records</h3>
<div class="fields">
<div class="field name"><label for="name">Name</label>
<div class="suffixed"><input id="name" name="name" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="www, or @" aria-describedby="name-suffix name-problem"><span id="name-suffix">.${escapeHtml(zone)}</span></div>
<p class="problem" id="name-problem"></p></div>
<div class="field type"><label for="type">Type</label><select id="type" name="type">${options}</select></div>
<div class="field ttl"><label for="ttl">TTL in seconds</label><input id="ttl" name="ttl" inputmode="numeric" value="30" aria-describedby="ttl-problem">
<p class="problem" id="ttl-problem"></p></div>
<div class="field values"><label for="values">Values, one a line</label><textarea id="values" name="values" rows="2" autocapitalize="off" spellcheck="false" aria-describedby="values-hint values-problem"></textarea>
<p class="hint" id="values-hint"></p><p class="problem" id="values-problem"></p></div>
</div>
<p class="problem" id="form-problem" role="alert"></p>
<div class="buttons"><button type="submit" class="primary" id="save">Save records</button><button type="reset">Clear</button></div>
</form>`;
}

function mischiefCard(zone: string, mischief: readonly MischiefAnswer[]): string {
  const possible = mischief.filter(({ isPossible }) => isPossible);
  const count = possible.filter(({ isOn }) => isOn).length;
  return `<section class="card" aria-labelledby="mischief">
<div class="head"><h2 id="mischief">Mischief</h2><span class="muted">${count === 0 ? 'none is on' : `${count} on`}</span>
<button type="button" class="small push" data-do="reset">Reset all zones</button></div>
<p class="intro muted">What goes wrong at DNS providers. Each switch can be taken back; resolvers need some seconds to notice.</p>
<ul class="mischief">${possible.map((one) => mischiefItem(zone, one)).join('')}</ul>
</section>`;
}

function mischiefItem(zone: string, { kind, title, explanation, scope, isOn, names }: MischiefAnswer): string {
  const name =
    scope === 'zone' || isOn
      ? ''
      : `<label class="aim">for <input name="aim" value="${escapeHtml(suggestedName(kind))}" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Name for ${escapeHtml(title)}"></label>`;
  const places = isOn && scope === 'name' ? `<p class="places">On for ${names.map(code).join(', ')}.</p>` : '';
  return `<li${isOn ? ' class="on"' : ''}>
<div class="words"><h3 id="m-${kind}">${escapeHtml(title)}</h3><p>${escapeHtml(explanation)}</p>${places}<p class="problem" role="alert"></p></div>
<div class="control">${name}<button type="button" role="switch" id="s-${kind}" aria-checked="${isOn}" aria-labelledby="m-${kind}" data-do="mischief" data-kind="${kind}" data-scope="${scope}" data-zone-name="${escapeHtml(zone)}"><span class="knob" aria-hidden="true"></span><span class="word" aria-hidden="true">${isOn ? 'On' : 'Off'}</span></button></div>
</li>`;
}

function suggestedName(kind: MischiefAnswer['kind']): string {
  if (kind === 'caa-forbids' || kind === 'wildcard') return '@';
  return kind === 'doubled-name' ? '_acme-challenge.www' : 'www';
}

function shortName(zone: string, name: string): string {
  return name === zone ? '@' : name.slice(0, -zone.length - 1);
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
