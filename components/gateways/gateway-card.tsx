'use client';

import { useId } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Tag } from '@/components/ui/chip.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Lamp } from '@/components/ui/lamp.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import type { GatewayRow } from '@/lib/signals/route-view.ts';
import { ConditionList } from './condition-list.tsx';
import { ListenerTable } from './listener-table.tsx';

/** One Gateway: addresses, class, what its controller says, and its listeners. */
export function GatewayCard({ gateway }: { readonly gateway: GatewayRow }) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId} data-gateway={gateway.id} data-state={gateway.state}>
      <CardHeader
        titleId={titleId}
        title={
          <span className="flex items-center gap-2.5 text-base text-ink">
            <Lamp state={gateway.state} size="lg" of={gateway.name} />
            <bdi>{gateway.name}</bdi>
          </span>
        }
      >
        <Tag>{gateway.namespace}</Tag>
        <span className="text-sm text-ink-2">
          <RichReason text={gateway.reason} />
        </span>
      </CardHeader>
      <CardBody className="grid gap-5 border-b border-line wide:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-4">
          <div>
            <h3 className="mb-1 text-xs font-medium text-ink-3">Addresses</h3>
            {gateway.addresses.length === 0 ? (
              <p className="text-md text-ink-2">None assigned yet.</p>
            ) : (
              <ul className="grid gap-0.5">
                {gateway.addresses.map((address) => (
                  <li key={address} className="flex items-center gap-1">
                    <code>
                      <bdi>{address}</bdi>
                    </code>
                    <CopyButton text={address} label={`Copy ${address}`} iconOnly />
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div>
            <h3 className="mb-1 text-xs font-medium text-ink-3">Class</h3>
            <code>
              <bdi>{gateway.className}</bdi>
            </code>
          </div>
        </div>
        <div>
          <h3 className="mb-1 text-xs font-medium text-ink-3">Conditions</h3>
          <ConditionList conditions={gateway.conditions} />
        </div>
      </CardBody>
      <ListenerTable gateway={gateway} />
    </Card>
  );
}
