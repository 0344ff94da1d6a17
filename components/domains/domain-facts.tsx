import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { Fact, FactList } from './certificate-card.tsx';
import { RecordList } from './record-list.tsx';

/** What a claim is made of: where it belongs, who runs its DNS, and since when it is proven and live. */
export function DomainFactsCard({ domain }: { readonly domain: DomainRow }) {
  const { namespace, gateway, listeners, zone, provider, createdAt, provenAt, liveAt, curl } = domain;
  return (
    <Card aria-labelledby="facts-title">
      <CardHeader title="This claim" titleId="facts-title" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <FactList>
          <Fact label="Namespace">
            <bdi>{namespace}</bdi>
          </Fact>
          <Fact label="Gateway">
            <bdi>{gateway}</bdi>
          </Fact>
          {listeners !== null && (
            <Fact label="Its listeners">
              {listeners.taken} of {listeners.of} taken
            </Fact>
          )}
          <Fact label="DNS zone">{zone === null ? 'not found yet' : <bdi>{zone}</bdi>}</Fact>
          {provider !== null && <Fact label="DNS provider">{provider.name}</Fact>}
          <Fact label="Claimed">
            <TimeText at={createdAt} style="date-time" />
          </Fact>
          <Fact label="Proven">{provenAt === null ? 'not yet' : <TimeText at={provenAt} style="date-time" />}</Fact>
          <Fact label="Live since">{liveAt === null ? 'not yet' : <TimeText at={liveAt} style="date-time" />}</Fact>
        </FactList>
        {curl !== null && (
          <div>
            <h3 className="text-sm text-ink-3">Try it, whatever DNS says</h3>
            <CodeBlock code={curl} label="the command" language="plain" />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** Every record that the domain rests on, for whoever comes back to them later. */
export function RecordsCard({ domain: { records } }: { readonly domain: DomainRow }) {
  if (records.length === 0) return null;
  return (
    <Card aria-labelledby="records-title">
      <CardHeader title="Records" titleId="records-title" />
      <CardBody>
        <RecordList label="All records" records={records} />
      </CardBody>
    </Card>
  );
}
