/** The script of the page, in the words of a browser: it sends what people do to the JSON API and shows the page anew. */
export const pageScript = `
'use strict';
const zone = document.body.dataset.zone;
const records = '/api/zones/' + zone + '/records';
const form = document.getElementById('record');
const hints = {
  A: 'IPv4 addresses, like 192.0.2.1',
  AAAA: 'IPv6 addresses, like 2001:db8::1',
  CNAME: 'One host name, written whole, like host.example.com',
  TXT: 'The text alone, without quotation marks',
  CAA: 'Flags, a tag and a value, like 0 issue "ca.example.com"',
  NS: 'Host names, written whole, like ns1.example.com',
  MX: 'A preference and a host, like 10 mail.example.com',
};

async function call(method, path, body) {
  const options = { method };
  if (body) Object.assign(options, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  try {
    const answer = await fetch(path, options);
    return { ok: answer.ok, ...(await answer.json()) };
  } catch {
    return { ok: false, message: 'The registrar does not answer. Is the sandbox running?', problems: [] };
  }
}

/** Shows the page anew, at the same place, and says what was done. */
function showAnew(words) {
  sessionStorage.setItem('done', JSON.stringify({ words, top: scrollY, focus: document.activeElement?.id ?? '' }));
  location.reload();
}

function showProblems(message, problems) {
  for (const field of ['name', 'ttl', 'values']) {
    const found = problems.filter((problem) => problem.field === field).map((problem) => problem.message);
    document.getElementById(field + '-problem').textContent = found.join(' ');
    document.getElementById(field).setAttribute('aria-invalid', String(found.length > 0));
  }
  const told = problems.some(({ field }) => field !== 'type');
  document.getElementById('form-problem').textContent = told ? '' : [message, ...problems.map((one) => one.message)].join(' ');
  form.querySelector('[aria-invalid="true"]')?.focus();
}

function showHint() {
  document.getElementById('values-hint').textContent = hints[form.elements.type.value];
}

const doings = {
  edit({ dataset }) {
    form.elements.name.value = dataset.name === zone ? '@' : dataset.name.slice(0, -zone.length - 1);
    form.elements.type.value = dataset.type;
    form.elements.ttl.value = dataset.ttl;
    form.elements.values.value = dataset.values;
    document.getElementById('record-title').textContent = 'Edit records';
    showProblems('', []);
    showHint();
    form.scrollIntoView({ block: 'nearest' });
    form.elements.values.focus();
  },
  async delete({ dataset }) {
    const query = new URLSearchParams({ name: dataset.name, type: dataset.type });
    const answer = await call('DELETE', records + '?' + query);
    if (answer.ok) showAnew(dataset.type + ' of ' + dataset.name + ' is deleted.');
    else document.querySelector('.status').textContent = answer.message;
  },
  async mischief(button) {
    const item = button.closest('li');
    const on = button.getAttribute('aria-checked') !== 'true';
    const body = { on };
    if (on && button.dataset.scope === 'name') body.name = item.querySelector('[name=aim]').value;
    button.disabled = true;
    const answer = await call('POST', '/api/zones/' + zone + '/mischief/' + button.dataset.kind, body);
    button.disabled = false;
    if (answer.ok) return showAnew(item.querySelector('h3').textContent + (on ? ' is on.' : ' is off.'));
    const problems = (answer.problems ?? []).map((problem) => problem.message);
    item.querySelector('.problem').textContent = [answer.message, ...problems].join(' ');
    button.focus();
  },
  async reset(button) {
    button.disabled = true;
    const answer = await call('POST', '/api/reset', {});
    button.disabled = false;
    if (answer.ok) showAnew('All zones are as at the first start, and all mischief is off.');
    else document.querySelector('.status').textContent = answer.message;
  },
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (button) doings[button.dataset.do](button);
});
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, type, ttl, values } = form.elements;
  const lines = values.value.split('\\n').filter((line) => line.trim() !== '');
  const answer = await call('PUT', records, { name: name.value, type: type.value, ttl: ttl.value, values: lines });
  if (answer.ok) showAnew(answer.type + ' of ' + answer.name + ' is saved.');
  else showProblems(answer.message, answer.problems ?? []);
});
form.addEventListener('reset', () => {
  document.getElementById('record-title').textContent = 'Add records';
  showProblems('', []);
  setTimeout(showHint);
});
form.elements.type.addEventListener('change', showHint);
showHint();

const done = JSON.parse(sessionStorage.getItem('done') ?? 'null');
sessionStorage.removeItem('done');
if (done) {
  document.querySelector('.status').textContent = done.words;
  document.getElementById(done.focus)?.focus({ preventScroll: true });
  scrollTo(0, done.top);
}
`;
