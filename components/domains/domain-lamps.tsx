import { Fragment } from 'react';
import { Lamp } from '@/components/ui/lamp.tsx';
import { type DomainLight, domainLights } from '@/lib/domains/domain-row.ts';
import type { LampState } from '@/lib/signals/verdict.ts';
import { domainLightNames } from './domain-words.ts';

/** The four lamps of a domain joined by a track, in the order in which they become clear. */
export function DomainLamps({ lights }: { readonly lights: Readonly<Record<DomainLight, LampState>> }) {
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      {domainLights.map((light, index) => (
        <Fragment key={light}>
          {index > 0 && <i aria-hidden="true" className="h-0.5 w-2.5 bg-line-strong" />}
          <Lamp state={lights[light]} of={domainLightNames[light]} />
        </Fragment>
      ))}
    </span>
  );
}
