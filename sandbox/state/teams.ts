import { readFileSync } from 'node:fs';
import { z } from 'zod';

const teamsShape = z.object({
  teams: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      namespaces: z.array(z.string()),
      members: z.array(z.object({ email: z.string(), role: z.enum(['viewer', 'editor', 'admin']) })),
    }),
  ),
  platformAdmins: z.array(z.string()),
});

/** The sandbox's teams, their namespaces and members, in the shape that the portal imports. */
export type Teams = z.infer<typeof teamsShape>;

/** Reads the teams of the seeds. */
export function readTeams(file: string): Teams {
  return teamsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}
