/** The portal's addresses. Names from the cluster are encoded. */
export const teamPaths = {
  overview: (team: string) => `/t/${encodeURIComponent(team)}`,
  routes: (team: string) => `/t/${encodeURIComponent(team)}/routes`,
  newRoute: (team: string) => `/t/${encodeURIComponent(team)}/routes/new`,
  route: (team: string, { namespace, name }: { readonly namespace: string; readonly name: string }) =>
    `/t/${encodeURIComponent(team)}/routes/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`,
  domains: (team: string) => `/t/${encodeURIComponent(team)}/domains`,
  domain: (team: string, id: string) => `/t/${encodeURIComponent(team)}/domains/${encodeURIComponent(id)}`,
  addDomain: (team: string, names: string) => `/t/${encodeURIComponent(team)}/domains?add=${encodeURIComponent(names)}`,
  newRouteFor: (team: string, hostname: string) =>
    `/t/${encodeURIComponent(team)}/routes/new?hostname=${encodeURIComponent(hostname)}`,
  activity: (team: string) => `/t/${encodeURIComponent(team)}/activity`,
  tester: (team: string) => `/t/${encodeURIComponent(team)}/tester`,
  gateways: (team: string) => `/t/${encodeURIComponent(team)}/gateways`,
  team: (team: string) => `/t/${encodeURIComponent(team)}/team`,
} as const;

export const signInPath = '/signin';

/** Where the platform's admins see the claims of all teams. */
export const platformDomainsPath = '/platform/domains';

export type TeamPage = {
  readonly label: string;
  readonly href: string;
  readonly key: 'overview' | 'routes' | 'domains' | 'tester' | 'activity' | 'gateways' | 'team';
};

/** The pages of a team in the order of the navigation. */
export function pagesOf(team: string): readonly TeamPage[] {
  return [
    { key: 'overview', label: 'Overview', href: teamPaths.overview(team) },
    { key: 'routes', label: 'Routes', href: teamPaths.routes(team) },
    { key: 'domains', label: 'Domains', href: teamPaths.domains(team) },
    { key: 'tester', label: 'Tester', href: teamPaths.tester(team) },
    { key: 'activity', label: 'Activity', href: teamPaths.activity(team) },
    { key: 'gateways', label: 'Gateways', href: teamPaths.gateways(team) },
    { key: 'team', label: 'Team', href: teamPaths.team(team) },
  ];
}

/** Whether a page or one below it is open. */
export function isCurrent(page: TeamPage, pathname: string): boolean {
  if (page.key === 'overview') return pathname === page.href;
  return pathname === page.href || pathname.startsWith(`${page.href}/`);
}
