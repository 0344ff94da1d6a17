'use client';

import { Note } from '@/components/ui/note.tsx';
import { formatPath } from '@/lib/gateway-api/field-path.ts';
import { keptPaths } from '@/lib/gateway-api/kept-paths.ts';
import type { Path } from '@/lib/outcome.ts';
import { useEditor } from './editor-context.tsx';

const shownAtMost = 12;

/** What the route has and this form does not edit. */
export function KeptList() {
  const { draft, facts, canEdit } = useEditor();
  const kept = keptPaths(draft, facts.annotationPrefix).map(shortPath);
  if (kept.length === 0) return null;
  const shown = kept.slice(0, shownAtMost);
  return (
    <Note tone="accent" title={canEdit ? 'Kept, not editable here:' : 'Not shown in the form:'}>
      {shown.map((path, index) => (
        <span key={path}>
          {index > 0 && ', '}
          <code>
            <bdi>{path}</bdi>
          </code>
        </span>
      ))}
      {kept.length > shown.length && ` and ${kept.length - shown.length} more`}
      {canEdit ? (kept.length === 1 ? '. It stays exactly as it is.' : '. They stay exactly as they are.') : '.'}
    </Note>
  );
}

/** `rules[0].filters` says as much as `spec.rules[0].filters`. */
function shortPath(path: Path): string {
  return formatPath(path[0] === 'spec' && path.length > 1 ? path.slice(1) : path);
}
