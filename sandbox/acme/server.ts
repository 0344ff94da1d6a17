import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readPorts } from '../settings/ports.ts';
import { caaIdentity } from './authority-identity.ts';
import { lookUpCaa } from './climb-caa.ts';
import { createControl } from './control.ts';
import { createFront } from './front.ts';
import { openRules } from './rules.ts';

const environmentShape = z.object({ ACME_AUTHORITY: z.string(), ACME_CERTIFICATE: z.string(), ACME_KEY: z.string() });

const environment = environmentShape.parse(process.env);
const ports = readPorts(process.env);
const rules = openRules();
const front = createFront({
  pebblePort: ports.pebble,
  authority: readFileSync(environment.ACME_AUTHORITY, 'utf8'),
  certificate: readFileSync(environment.ACME_CERTIFICATE, 'utf8'),
  key: readFileSync(environment.ACME_KEY, 'utf8'),
  identities: [caaIdentity],
  rules,
  lookUpCaa: (name) => lookUpCaa(name, ports.unbound),
});
front.listen(ports.acme, '127.0.0.1', () => console.log(`https://127.0.0.1:${ports.acme}/dir`));
createControl(rules, ports.acmeControl).listen(ports.acmeControl, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${ports.acmeControl}/rules`),
);
process.once('SIGTERM', () => process.exit(0));
