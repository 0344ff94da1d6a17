import { Card, CardBody } from '@/components/ui/card.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { DomainSteps } from './domain-steps.tsx';
import { isOver } from './domain-words.ts';
import { FindingList } from './finding-list.tsx';
import { NextActionPanel } from './next-action.tsx';

/** What to do next about a domain, how far it is, and what was found: the part that is the same wherever the wizard is shown. */
export function DomainWizard({ domain }: { readonly domain: DomainRow }) {
  return (
    <>
      <NextActionPanel domain={domain} />
      {!isOver(domain) && (
        <Card aria-label="How far it is">
          <CardBody>
            <DomainSteps steps={domain.steps} />
          </CardBody>
        </Card>
      )}
      <FindingList diagnoses={domain.diagnoses} />
    </>
  );
}
