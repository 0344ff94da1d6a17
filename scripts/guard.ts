import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { guardManifests } from '../lib/guard/manifests.ts';
import { type GuardMode, type GuardOptions, guardDefaults, guardModes } from '../lib/guard/options.ts';
import { guardReport } from '../lib/guard/report.ts';

/** Prints the guard of hostnames for the platform team to apply, and says what it would refuse; it writes nothing to a cluster. */
const usage = `npm run guard -- --print [--mode audit|warn|deny] [--portal USER_NAME_OF_THE_PORTAL]
    [--zones A,B] [--reserved-labels A,B] [--team-suffix NAMESPACE_LABEL=ZONE] [--component USER_NAME ...]
npm run guard -- --report [--zones A,B] [--reserved-labels A,B] [--team-suffix NAMESPACE_LABEL=ZONE]
npm run guard -- --write        writes deploy/guard, as --print with nothing else prints it

Without --zones and --reserved-labels those of SIGNALBOX_ZONES and SIGNALBOX_RESERVED_LABELS are taken. --report reads the cluster of
SIGNALBOX_KUBECONFIG, KUBECONFIG or ~/.kube/config, and ends with 3 when something would be refused.`;

const { values } = parseArgs({
  options: {
    print: { type: 'boolean' },
    report: { type: 'boolean' },
    write: { type: 'boolean' },
    mode: { type: 'string', default: guardDefaults.mode },
    portal: { type: 'string', default: guardDefaults.portalUser },
    zones: { type: 'string', default: process.env.SIGNALBOX_ZONES ?? '' },
    'reserved-labels': { type: 'string', default: process.env.SIGNALBOX_RESERVED_LABELS ?? '' },
    'team-suffix': { type: 'string' },
    component: { type: 'string', multiple: true, default: [...guardDefaults.components] },
  },
});

function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}

function readMode(text: string): GuardMode {
  const mode = guardModes.find((one) => one === text);
  if (mode === undefined) throw new Error(`--mode must be one of ${guardModes.join(', ')}.`);
  return mode;
}

function readOptions(): GuardOptions {
  const suffix = values['team-suffix'];
  const [namespaceLabel, zone] = suffix?.split('=') ?? [];
  if (suffix !== undefined && (!namespaceLabel || !zone)) throw new Error('--team-suffix must be LABEL=ZONE.');
  return {
    mode: readMode(values.mode),
    platformZones: namesIn(values.zones),
    reservedLabels: namesIn(values['reserved-labels']),
    teamSuffix: namespaceLabel && zone ? { namespaceLabel, zone } : null,
    components: values.component,
    portalUser: values.portal,
  };
}

/** kubectl reads YAML 1.1, in which some plain words are no text. */
const yamlOptions = { version: '1.1', lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false } as const;

function manifestText(options: GuardOptions): string {
  return guardManifests(options)
    .map((object) => stringify(object, yamlOptions))
    .join('---\n');
}

function writeDeployFolder(): void {
  const folder = join(import.meta.dirname, '..', 'deploy', 'guard');
  mkdirSync(folder, { recursive: true });
  for (const mode of guardModes) writeFileSync(join(folder, `${mode}.yaml`), manifestText({ ...guardDefaults, mode }));
}

async function report(options: GuardOptions): Promise<void> {
  // Printing needs no client, which takes seconds to load.
  const { readGuardedWorld } = await import('./guard/read-world.ts');
  const world = await readGuardedWorld();
  const { findings, judged, exempt } = guardReport(world, options);
  if (!world.hasGrants) console.log('This cluster does not know HostnameGrant yet: no name is granted.\n');
  for (const kind of world.missingKinds) console.log(`This cluster does not have ${kind}.`);
  for (const { kind, namespace, name, message } of findings) console.log(`${kind} ${namespace}/${name}: ${message}`);
  console.log(
    `${findings.length} of ${judged} routes and ListenerSets could not be made anew; ${exempt} more are in namespaces that are not guarded.`,
  );
  if (findings.length > 0) process.exitCode = 3;
}

try {
  if (values.print) process.stdout.write(manifestText(readOptions()));
  else if (values.report) await report(readOptions());
  else if (values.write) writeDeployFolder();
  else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
