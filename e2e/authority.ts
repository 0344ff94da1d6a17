import type { Rule, RuleInput } from '../sandbox/acme/rules.ts';
import { readPorts } from '../sandbox/settings/ports.ts';

const control = `http://127.0.0.1:${readPorts(process.env).acmeControl}/rules`;

/**
 * Has the sandbox's certificate authority refuse or wait: `{ kind: 'rate-limit', name, times, retryAfterSeconds }`,
 * `{ kind: 'secondary-validation', name, times }` or `{ kind: 'slow', seconds }`. Answers with the rules that are on.
 */
export async function addRule(rule: RuleInput): Promise<readonly Rule[]> {
  return call({ method: 'POST', body: JSON.stringify(rule) });
}

/** The rules that are on and not used up. */
export async function listRules(): Promise<readonly Rule[]> {
  return call({ method: 'GET' });
}

/** Has it work as usual again. */
export async function clearRules(): Promise<void> {
  await call({ method: 'DELETE' });
}

async function call(request: RequestInit): Promise<readonly Rule[]> {
  const answer = await fetch(control, request);
  const content = (await answer.json()) as { readonly rules?: readonly Rule[]; readonly message?: string };
  if (!answer.ok || !content.rules)
    throw new Error(content.message ?? `The front of the authority answers ${answer.status}.`);
  return content.rules;
}
