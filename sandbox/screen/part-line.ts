import type { PartName, PartState } from '../parts/part-name.ts';
import type { PartStatus } from '../state/platform-status.ts';

const looks = {
  waiting: { mark: '·', colour: '\x1b[2m', word: 'waiting' },
  building: { mark: '◌', colour: '\x1b[36m', word: 'being prepared' },
  starting: { mark: '◍', colour: '\x1b[33m', word: 'starting' },
  ready: { mark: '●', colour: '\x1b[32m', word: 'ready' },
  down: { mark: '○', colour: '\x1b[33m', word: 'down' },
  failed: { mark: '✗', colour: '\x1b[31m', word: 'failed' },
} as const satisfies Record<PartState, { mark: string; colour: string; word: string }>;

/** How a line about a part is to look; without a width it may be as long as it is. */
export interface LineLook {
  readonly hasColour: boolean;
  readonly width?: number;
}

/** One line about a part, for instance `● etcd                     ready`. */
export function partLine(name: PartName, { state, detail }: PartStatus, look: LineLook): string {
  const { mark, colour, word } = looks[state];
  const text = `${mark} ${name.padEnd(24)} ${word}${detail ? `: ${detail}` : ''}`;
  const cut = look.width !== undefined && text.length > look.width ? `${text.slice(0, look.width - 1)}…` : text;
  return look.hasColour ? `${colour}${cut}\x1b[0m` : cut;
}
