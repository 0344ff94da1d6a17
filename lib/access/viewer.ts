/** A role in a team: a viewer sees, an editor changes routes, an admin also looks after the team. */
export const roles = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export type ViewerTeam = {
  readonly slug: string;
  readonly name: string;
  readonly namespaces: readonly string[];
  /** `null` for a platform admin who is not a member. */
  readonly role: Role | null;
  readonly canEdit: boolean;
};

/** The signed-in person as screens may know them. */
export type Viewer = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isPlatformAdmin: boolean;
  readonly teams: readonly ViewerTeam[];
};
