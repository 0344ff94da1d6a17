'use client';

import type { ReactNode } from 'react';
import { Card, CardBody } from '@/components/ui/card.tsx';
import { Select } from '@/components/ui/select.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { ownersOf, ownersOfField } from '@/lib/gateway-api/managed-fields.ts';
import { managerName } from '@/lib/gateway-api/managers.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { DnsOptions } from './dns-options.tsx';
import { useEditor } from './editor-context.tsx';
import { fieldId } from './field-anchor.ts';
import { FieldIssues } from './field-issues.tsx';
import { GatewayField } from './gateway-field.tsx';
import { HostnamesField } from './hostnames-field.tsx';
import { moveToNamespace } from './new-route.ts';

/** What the route is called, the names that it answers to, and the Gateway that serves it. */
export function IdentityCard() {
  const { draft, isNew } = useEditor();
  return (
    <Card aria-label="Hostnames and Gateway">
      <CardBody className="grid gap-3.5">
        {isNew && <NameFields />}
        <div className="grid grid-cols-2 gap-3.5 @max-[600px]/form:grid-cols-1">
          <Part title="Hostnames" owners={<OwnedBy route={draft} path={['spec', 'hostnames']} />}>
            <HostnamesField />
          </Part>
          <Part title="Gateway" owners={<OwnedBy route={draft} path={['spec', 'parentRefs']} />}>
            <GatewayField />
          </Part>
        </div>
        <DnsOptions />
      </CardBody>
    </Card>
  );
}

function Part({
  title,
  owners,
  children,
}: {
  readonly title: string;
  readonly owners: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-2">
        <h2 className="text-md font-semibold text-ink-2">{title}</h2>
        {owners}
      </div>
      {children}
    </div>
  );
}

/** Says who else owns a list, beside its heading. Nothing where only the portal does. */
export function OwnedBy({ route, path }: { readonly route: HttpRoute; readonly path: Path }) {
  const owners = ownersOfField(ownersOf(route), path).map((owner) => managerName(owner.manager));
  const others = [...new Set(owners)].filter((name) => name !== 'Signalbox');
  if (others.length === 0) return null;
  return (
    <span className="text-xs text-ink-3">
      owned by <bdi>{others.join(', ')}</bdi>
    </span>
  );
}

function NameFields() {
  const { draft, edit, facts, issuesAt } = useEditor();
  const namespace = draft.metadata.namespace ?? '';
  return (
    <div className="grid grid-cols-2 gap-3.5 @max-[600px]/form:grid-cols-1">
      <TextField
        id={fieldId(['metadata', 'name'])}
        label="Name"
        mono
        required
        placeholder="hello"
        issue={issuesAt(['metadata', 'name'])[0]}
        value={draft.metadata.name}
        onChange={(event) => edit([{ op: 'set', path: ['metadata', 'name'], value: event.target.value }], 'name')}
      />
      <div id={fieldId(['metadata', 'namespace'])} tabIndex={-1}>
        <Select
          label="Namespace"
          value={namespace}
          options={facts.namespaces.map((value) => ({ value, label: value }))}
          onChange={(value) => edit(moveToNamespace(draft, value, facts))}
        />
        <FieldIssues path={['metadata', 'namespace']} />
      </div>
    </div>
  );
}
