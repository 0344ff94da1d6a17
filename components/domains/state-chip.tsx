import { Chip } from '@/components/ui/chip.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import type { DomainState } from '@/lib/domains/domain-row.ts';
import { stateWords } from './domain-words.ts';

/** A domain's state in words with its lamp. */
export function StateChip({ state }: { readonly state: DomainState }) {
  const { label, lamp } = stateWords[state];
  return (
    <Chip>
      <Lamp state={lamp} decorative />
      {label}
    </Chip>
  );
}
