/** A sample account of the sandbox: signing in is choosing it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Shown on its card. */
  readonly role: string;
  readonly explanation: string;
  readonly colour: string;
}

/** The accounts that the issuer offers; their rights come from `seeds/teams.json`. */
export const accounts: readonly Account[] = [
  {
    id: 'mara',
    name: 'Mara Lindqvist',
    email: 'mara@storefront.example',
    role: 'Storefront · editor',
    explanation: 'Creates and changes the routes of her team. Start here.',
    colour: '#1d4ed8',
  },
  {
    id: 'vic',
    name: 'Vic Okafor',
    email: 'vic@storefront.example',
    role: 'Storefront · viewer',
    explanation: 'Sees everything of the team and changes nothing.',
    colour: '#0f766e',
  },
  {
    id: 'ada',
    name: 'Ada Ferrante',
    email: 'ada@storefront.example',
    role: 'Storefront · admin',
    explanation: 'Also looks after who is in the team.',
    colour: '#7c3aed',
  },
  {
    id: 'pia',
    name: 'Pia Nakamura',
    email: 'pia@payments.example',
    role: 'Payments · editor',
    explanation: 'Works in another team: sees none of Storefront’s routes.',
    colour: '#b45309',
  },
  {
    id: 'rosa',
    name: 'Rosa Whitfield',
    email: 'rosa@platform.example',
    role: 'Platform · admin',
    explanation: 'Runs the platform: sees the routes of all teams, edits none.',
    colour: '#be123c',
  },
];

/** The account of an id, or null. */
export function findAccount(id: string): Account | null {
  return accounts.find((account) => account.id === id) ?? null;
}
