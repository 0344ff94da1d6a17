import type { ReactNode } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { TimeText } from '@/components/ui/time-text.tsx';
import type { DomainRow } from '@/lib/domains/domain-row.ts';
import { ExpiryText } from './expiry-text.tsx';

/** The domain's certificate, when it is renewed, and how many more may be ordered for now. */
export function CertificateCard({ domain }: { readonly domain: DomainRow }) {
  const { certificate, budget } = domain;
  return (
    <Card aria-labelledby="certificate-title">
      <CardHeader title="Certificate" titleId="certificate-title" />
      <CardBody>
        <FactList>
          {certificate === null ? (
            <Fact label="Issued">none yet</Fact>
          ) : (
            <>
              <Fact label="By">
                <bdi>{certificate.issuer}</bdi>
              </Fact>
              <Fact label="Good until">
                <ExpiryText certificate={certificate} />
              </Fact>
              <Fact label="Renewal">
                {certificate.renewalAt === null ? (
                  'not planned yet'
                ) : (
                  <>
                    by itself, from <TimeText at={certificate.renewalAt} style="date-time" />
                  </>
                )}
              </Fact>
            </>
          )}
          <Fact label="Orders left">
            {budget.left} of {budget.of}
            {budget.renewsAt !== null && budget.left < budget.of && (
              <>
                , more at <TimeText at={budget.renewsAt} style="date-time" />
              </>
            )}
          </Fact>
        </FactList>
      </CardBody>
    </Card>
  );
}

export function FactList({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">{children}</dl>;
}

export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
