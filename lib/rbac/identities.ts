/** The API server's user name of a person who signed in to the portal. */
export function clusterUser(userId: string): string {
  return `signalbox:user:${userId}`;
}

/** The API server's group for a role in a team. */
export function teamGroup(teamSlug: string, role: string): string {
  return `signalbox:team:${teamSlug}:${role}`;
}

/** The API server's group of the people who look after the platform. */
export const platformAdminGroup = 'signalbox:platform-admin';
