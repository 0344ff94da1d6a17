'use client';

import { useState } from 'react';
import { routeYaml } from '@/components/route-editor/route-yaml.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { CodeBlock } from '@/components/ui/code-block.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';

/** How a route is shown: its form, its YAML, both beside each other, or as a graph. */
export const routeViews = ['form', 'split', 'yaml', 'graph'] as const;
export type RouteView = (typeof routeViews)[number];

/** The whole route as YAML, to read and to copy: for those who may not edit it. */
export function RouteYamlView({ route, isDraft }: { readonly route: HttpRoute; readonly isDraft: boolean }) {
  const [withServerFields, setWithServerFields] = useState(false);
  const yaml = routeYaml(route, { withServerFields });
  return (
    <Card aria-labelledby="route-yaml">
      <CardHeader title={isDraft ? 'YAML of the draft' : 'YAML'} titleId="route-yaml">
        <span className="flex-1" />
        <Checkbox label="Also what the server writes" checked={withServerFields} onChange={setWithServerFields} />
        <CopyButton text={yaml} label="Copy YAML" />
      </CardHeader>
      <CardBody>
        <CodeBlock label={`YAML of ${route.metadata.name || 'the new route'}`} code={yaml} copy={false} />
      </CardBody>
    </Card>
  );
}
