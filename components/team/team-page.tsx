import { PageHeader } from '@/components/shell/page-header.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Chip, Tag } from '@/components/ui/chip.tsx';
import { Cell, ColumnHead, DataTable, TableBody, TableHead, TableRow } from '@/components/ui/data-table.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';

type TeamView = {
  readonly members: readonly { readonly name: string; readonly email: string; readonly role: string }[];
  readonly namespaces: readonly string[];
  /** Sentences on what the cluster would refuse the viewer although the role includes it; null when it could not be asked. */
  readonly missingRights: readonly string[] | null;
};

type TeamPageProps = { readonly name: string; readonly slug: string; readonly team: TeamView };

/** Who is in the team, which namespaces it owns, and whether the cluster agrees. */
export function TeamPage({ name, slug, team }: TeamPageProps) {
  return (
    <>
      <PageHeader title="Team" beside={<Chip>{name}</Chip>} />
      <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_380px]">
        <Members members={team.members} />
        <div className="grid gap-[18px]">
          <Namespaces namespaces={team.namespaces} />
          <Rights slug={slug} missingRights={team.missingRights} />
        </div>
      </div>
    </>
  );
}

function Members({ members }: Pick<TeamView, 'members'>) {
  return (
    <Card aria-labelledby="members-title">
      <CardHeader title="Members" titleId="members-title">
        <Chip>{members.length}</Chip>
      </CardHeader>
      {members.length === 0 ? (
        <p className="px-4 py-3.5 text-md text-ink-2">Nobody is in this team. The platform team adds members.</p>
      ) : (
        <DataTable label="Members">
          <TableHead>
            <ColumnHead>Name</ColumnHead>
            <ColumnHead>Role</ColumnHead>
            <ColumnHead>May</ColumnHead>
          </TableHead>
          <TableBody>
            {members.map((member) => (
              <TableRow key={member.email}>
                <Cell>
                  <b className="font-semibold">
                    <bdi>{member.name}</bdi>
                  </b>
                  <span className="block text-sm text-ink-3">
                    <bdi>{member.email}</bdi>
                  </span>
                </Cell>
                <Cell className="text-md">{member.role}</Cell>
                <Cell className="text-sm text-ink-2">{roleMeaning(member.role)}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  );
}

function Namespaces({ namespaces }: Pick<TeamView, 'namespaces'>) {
  return (
    <Card aria-labelledby="namespaces-title">
      <CardHeader title="Namespaces" titleId="namespaces-title" />
      <CardBody>
        {namespaces.length === 0 ? (
          <p className="text-md text-ink-2">None yet. The platform team gives a team its namespaces.</p>
        ) : (
          <ul className="flex flex-wrap gap-1.5">
            {namespaces.map((namespace) => (
              <li key={namespace}>
                <Tag>{namespace}</Tag>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

type RightsProps = { readonly slug: string } & Pick<TeamView, 'missingRights'>;

function Rights({ slug, missingRights }: RightsProps) {
  return (
    <Card aria-labelledby="rights-title">
      <CardHeader title="Rights in the cluster" titleId="rights-title" />
      <CardBody className="text-md">
        <RightsState missingRights={missingRights} />
        {missingRights !== null && missingRights.length > 0 && (
          <>
            <ul className="mt-2 list-disc space-y-1 pl-8 text-ink-2">
              {missingRights.map((right) => (
                <li key={right}>{right}</li>
              ))}
            </ul>
            <p className="mt-3 text-ink-2">
              The platform team gives them with what <code>npm run rbac -- --print {slug}</code> prints. Signalbox never
              changes rights itself.
            </p>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function RightsState({ missingRights }: Pick<TeamView, 'missingRights'>) {
  const [state, text] =
    missingRights === null
      ? (['unknown', 'The cluster could not be asked what you may do.'] as const)
      : missingRights.length === 0
        ? (['ok', 'The cluster allows everything that your role includes.'] as const)
        : (['problem', 'The cluster would refuse some of what your role includes:'] as const);
  return (
    <p className="flex items-start gap-2.5">
      <span className="pt-[3px] leading-none">
        <Lamp state={state} decorative />
      </span>
      {text}
    </p>
  );
}

function roleMeaning(role: string): string {
  switch (role) {
    case 'admin':
      return 'see and change routes, look after the team';
    case 'editor':
      return 'see and change routes';
    case 'viewer':
      return 'see routes';
    default:
      return '';
  }
}
