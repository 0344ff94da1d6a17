'use client';

import { CodeBlock } from '@/components/ui/code-block.tsx';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { type DiffLine, lineDiff, routeYaml } from './route-yaml.ts';

type RouteDiffProps = {
  /** Null for a new route: all of it is shown. */
  readonly before: HttpRoute | null;
  readonly after: HttpRoute;
  readonly className?: string | undefined;
};

/** The lines of YAML that differ between two versions of a route. */
export function RouteDiff({ before, after, className }: RouteDiffProps) {
  const yaml = routeYaml(after);
  if (!before) return <CodeBlock label="YAML of the new route" code={yaml} copy={false} className={className} />;
  const lines = lineDiff(routeYaml(before), yaml);
  return (
    <CodeBlock
      label="Difference in YAML"
      code={lines.map((line) => line.text).join('\n')}
      marks={lines.map(toMark)}
      copy={false}
      className={className}
    />
  );
}

function toMark({ kind }: DiffLine): 'add' | 'del' | null {
  if (kind === 'added') return 'add';
  return kind === 'removed' ? 'del' : null;
}
