import { type APIRequestContext, expect, type Page } from '@playwright/test';

/** A call of a server action as the browser would have sent it. */
export type CapturedAction = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: Readonly<Record<string, unknown>>;
};

/**
 * Does something on the page, takes the server action that it calls, and lets none of it reach the server.
 *
 * @param fields those of the action's input, by which it is told from what the page asks by itself meanwhile
 */
export async function captureAction(
  page: Page,
  fields: readonly string[],
  start: () => Promise<void>,
): Promise<CapturedAction> {
  let captured: CapturedAction | null = null;
  await page.route('**/*', async (route) => {
    const request = route.request();
    const action = request.headers()['next-action'];
    if (request.method() !== 'POST' || !action) return route.fallback();
    const [input] = JSON.parse(request.postData() ?? '[]');
    if (Object.keys(input).toSorted().join() !== fields.toSorted().join()) return route.fallback();
    captured = {
      url: request.url(),
      headers: {
        'next-action': action,
        accept: 'text/x-component',
        'content-type': 'text/plain;charset=UTF-8',
        'next-router-state-tree': request.headers()['next-router-state-tree'] ?? '',
      },
      input,
    };
    await route.abort();
  });
  await start();
  await expect.poll(() => captured).not.toBeNull();
  await page.unroute('**/*');
  if (!captured) throw new Error('No server action was called.');
  return captured;
}

/** How a call of a server action was answered: its status and everything that came with it. */
export type ActionAnswer = { readonly status: number; readonly text: string };

/** Calls a server action by hand, with an Origin or without one. */
export async function callAction(
  request: APIRequestContext,
  action: CapturedAction,
  options: { readonly origin: string | null; readonly input?: Readonly<Record<string, unknown>> },
): Promise<ActionAnswer> {
  const response = await request.post(action.url, {
    headers: { ...action.headers, ...(options.origin === null ? {} : { origin: options.origin }) },
    data: JSON.stringify([options.input ?? action.input]),
    maxRedirects: 0,
  });
  return { status: response.status(), text: await response.text() };
}

/** Expects that an action was refused: by the door with this code, or by the framework before it was reached. */
export function expectRefused({ status, text }: ActionAnswer, code: string): void {
  if (status >= 400) return;
  expect(text).toContain('"status":"refused"');
  expect(text).toContain(`"code":"${code}"`);
}
