'use client';

import { useTeam } from '@/components/shell/team-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useDomainTools } from './domain-tools.ts';
import { WriteRefusal } from './write-refusal.tsx';

/** Opens the dialog that claims domains; for those who may not it is a sentence that says why. */
export function AddDomainButton({ docked = true }: { readonly docked?: boolean }) {
  const team = useTeam();
  const { rules, openAdd } = useDomainTools();
  if (!team.canEdit) return <WriteRefusal what="add domains" />;
  if (rules === null) {
    return <p className="max-w-80 text-xs leading-snug text-ink-3">The platform takes no custom domains yet.</p>;
  }
  return (
    <Button variant="primary" docked={docked} onClick={() => openAdd()}>
      Add domain
    </Button>
  );
}
