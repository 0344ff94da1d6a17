import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { portalRbac } from '../lib/rbac/portal-rbac.ts';
import { sharedListenersRbac } from '../lib/rbac/shared-listeners-rbac.ts';
import { teamRbac } from '../lib/rbac/team-rbac.ts';

/** Prints manifests for the platform team to apply; the portal itself never writes RBAC. */
const { values } = parseArgs({
  options: {
    print: { type: 'string' },
    namespaces: { type: 'string' },
    teams: { type: 'string' },
    portal: { type: 'string' },
    'shared-listeners': { type: 'string' },
  },
});

function namespacesOf(slug: string): readonly string[] {
  if (values.namespaces) return values.namespaces.split(',').map((name) => name.trim());
  const path = values.teams ?? process.env.SIGNALBOX_TEAMS_FILE ?? '.signalbox/teams.json';
  const { teams } = JSON.parse(readFileSync(path, 'utf8')) as { teams: { slug: string; namespaces: string[] }[] };
  const team = teams.find((one) => one.slug === slug);
  if (!team) throw new Error(`${path} names no team ${slug}`);
  return team.namespaces;
}

/** The right to one Gateway, `namespace/name`, where its platform attaches domains to shared listeners. */
function sharedListeners(user: string): ReturnType<typeof sharedListenersRbac> {
  const [namespace = '', name = ''] = values['shared-listeners']?.split('/') ?? [];
  if (values['shared-listeners'] === undefined) return [];
  if (namespace === '' || name === '') throw new Error('--shared-listeners takes NAMESPACE/GATEWAY');
  return sharedListenersRbac({ user, gateway: { namespace, name } });
}

try {
  const objects = values.portal
    ? [...portalRbac({ user: values.portal }), ...sharedListeners(values.portal)]
    : values.print
      ? teamRbac({ slug: values.print, namespaces: namespacesOf(values.print) })
      : null;
  if (objects) process.stdout.write(objects.map((object) => stringify(object)).join('---\n'));
  else {
    console.error(
      'npm run rbac -- --print TEAM [--namespaces A,B | --teams FILE]\nnpm run rbac -- --portal USER_NAME_OF_THE_PORTAL [--shared-listeners NAMESPACE/GATEWAY]',
    );
    process.exitCode = 2;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
