'use client';

import type { HttpRouteFilter } from '@/lib/gateway-api/objects.ts';
import { publicPort } from '@/lib/gateway-api/template-listeners.ts';
import type { Path } from '@/lib/outcome.ts';
import { ChoiceAt, NumberAt, TextAt } from '../document-fields.tsx';
import { useEditor } from '../editor-context.tsx';
import { PathModifierFields } from './path-modifier-fields.tsx';
import { secureListenerPort } from './secure-listener-port.ts';

type StatusCode = NonNullable<NonNullable<HttpRouteFilter['requestRedirect']>['statusCode']>;

const statusCodes = [
  { value: null, label: 'Not set: 302' },
  { value: '301', label: '301 Moved permanently', detail: 'Browsers remember it.' },
  { value: '302', label: '302 Found', detail: 'For now; a POST may become a GET.' },
  { value: '303', label: '303 See other', detail: 'For now; becomes a GET.' },
  { value: '307', label: '307 Temporary redirect', detail: 'For now; keeps the method.' },
  { value: '308', label: '308 Permanent redirect', detail: 'Browsers remember it; keeps the method.' },
] as const;

const schemes = [
  { value: null, label: 'As requested' },
  { value: 'https', label: 'https' },
  { value: 'http', label: 'http' },
] as const;

/** Where a redirect leads. What is not given stays as the client asked. */
export function RedirectFields({ path }: { readonly path: Path }) {
  const { draft, facts } = useEditor();
  const listenerPort = secureListenerPort(facts.listeners[draft.metadata.namespace ?? ''] ?? [], draft);
  // A client follows the Location from outside.
  const port = listenerPort === null ? null : publicPort(listenerPort, facts.publicPorts);
  return (
    <>
      <div className="grid grid-cols-2 gap-3 @max-[600px]/form:grid-cols-1">
        <ChoiceAt
          path={[...path, 'statusCode']}
          label="Status"
          options={statusCodes}
          toValue={(code): StatusCode => Number(code)}
        />
        <ChoiceAt path={[...path, 'scheme']} label="Scheme" options={schemes} />
        <TextAt
          path={[...path, 'hostname']}
          label="Host"
          placeholder="as requested"
          hint="Without a scheme or a port."
        />
        <NumberAt
          path={[...path, 'port']}
          label="Port"
          min={1}
          max={65_535}
          placeholder="by the scheme"
          hint={
            port === null || port === 443
              ? 'Empty: 443 for https, 80 for http.'
              : `Empty means 443 for https, but the Gateway serves https on port ${port}.`
          }
        />
      </div>
      <PathModifierFields path={[...path, 'path']} />
    </>
  );
}
