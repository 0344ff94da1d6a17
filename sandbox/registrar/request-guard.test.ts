import { expect, test } from 'vitest';
import { findTrespass } from './request-guard.ts';

const port = 10091;
const host = `localhost:${port}`;

test.each([
  ['PUT', { host }, null], // a program
  ['PUT', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, null], // its own page
  ['GET', { host, 'sec-fetch-site': 'cross-site' }, null], // a link from elsewhere
  ['PUT', { host, origin: 'https://evil.example' }, 'Other websites'],
  ['POST', { host, origin: 'null' }, 'Other websites'],
  ['POST', { host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }, 'Other websites'],
  ['DELETE', { host, 'sec-fetch-site': 'cross-site' }, 'Other websites'],
  ['GET', { host: `evil.example:${port}` }, 'localhost:10091 only'], // a name that was made to lead here
  ['GET', {}, 'localhost:10091 only'],
])('%s with %j: %s', (method, headers, message) => {
  const answer = findTrespass(method, headers, port);
  if (message === null) expect(answer).toBeNull();
  else expect(answer).toContain(message);
});
