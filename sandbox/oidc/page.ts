import { type Account, accounts } from './accounts.ts';

/** The page on which a newcomer chooses whom to be. It has no script. */
export function accountsPage(action: string): string {
  return page(
    'Choose an account',
    `<h1>Who do you want to be?</h1>
<p class="lead">These are the sandbox’s sample accounts. There are no passwords: a click signs you in to Signalbox.</p>
<form method="post" action="${escapeHtml(action)}"><ul>${accounts.map(card).join('')}</ul></form>`,
  );
}

/** The page for what went wrong. */
export function problemPage(message: string): string {
  return page('Sign-in did not work', `<h1>Sign-in did not work</h1><p class="lead">${escapeHtml(message)}</p>`);
}

function card(account: Account): string {
  const initials = account.name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
  return `<li><button name="account" value="${escapeHtml(account.id)}">
<span class="face" style="background:${account.colour}" aria-hidden="true">${initials}</span>
<span class="text"><strong>${escapeHtml(account.name)}</strong><span class="role">${escapeHtml(account.role)}</span>
<span class="note">${escapeHtml(account.explanation)}</span></span></button></li>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox accounts</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>
<p class="mark"><span aria-hidden="true"></span>Signalbox sandbox</p>
${body}
</main></body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #14181f; --soft: #545d6b; --line: #d9dde3; --accent: #1d4ed8 }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1318; --card: #171c23; --ink: #eef1f5; --soft: #a3adba; --line: #2b323c; --accent: #8ab4ff } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1rem }
.mark { display: flex; align-items: center; gap: .5rem; margin: 0 0 2rem; color: var(--soft); font-size: .875rem }
.mark span { width: .75rem; height: .75rem; border-radius: 50%; background: #16a34a }
h1 { font-size: 1.625rem; line-height: 1.25; margin: 0 0 .5rem; letter-spacing: -.01em }
.lead { color: var(--soft); margin: 0 0 1.5rem }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)) }
li { display: flex }
button { flex: 1; display: flex; gap: .875rem; align-items: flex-start; text-align: left; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; cursor: pointer }
button:hover { border-color: var(--accent) }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.face { flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; color: #fff; font-size: .875rem; font-weight: 600 }
.text { display: grid; min-width: 0 }
.role { font-size: .875rem; font-weight: 500 }
.note { font-size: .875rem; color: var(--soft) }
`;

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
