import { Fragment } from 'react';
import { type LampState, type Light, lights } from '@/lib/signals/verdict.ts';
import { Lamp } from './lamp.tsx';

export const lightNames = {
  dns: 'DNS',
  tls: 'TLS',
  gateway: 'Gateway',
  route: 'Route',
  backend: 'Backend',
} as const satisfies Record<Light, string>;

/** Five lamps joined by a track, in the order in which a request meets them. */
export function MiniPath({ lamps }: { readonly lamps: Readonly<Record<Light, LampState>> }) {
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      {lights.map((light, index) => (
        <Fragment key={light}>
          {index > 0 && <i aria-hidden="true" className="h-0.5 w-2.5 bg-line-strong" />}
          <Lamp state={lamps[light]} of={lightNames[light]} />
        </Fragment>
      ))}
    </span>
  );
}
