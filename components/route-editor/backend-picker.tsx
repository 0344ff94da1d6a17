'use client';

import { Combobox } from '@/components/ui/combobox.tsx';
import type { BackendRef } from '@/lib/gateway-api/objects.ts';
import type { Path } from '@/lib/outcome.ts';
import { backendLamp, backendOptions, formatBackend, parseBackend } from './backend-choice.ts';
import { useEditorTools } from './editor-context.tsx';

type BackendPickerProps = {
  readonly backend: BackendRef;
  readonly path: Path;
  /** The label for screen readers: `Service for checkout`. */
  readonly label: string;
};

/** Chooses a Service and its port, of the own namespaces from a list, of any other by typing. */
export function BackendPicker({ backend, path, label }: BackendPickerProps) {
  const { canEdit, edit, facts, namespace } = useEditorTools();
  const shown = formatBackend(backend, namespace);
  const isService = backend.kind === undefined || backend.kind === 'Service';
  if (!canEdit || !isService) {
    return (
      <span className="min-w-0 py-1">
        <bdi className="font-mono text-sm break-all">{shown}</bdi>{' '}
        <span className="text-xs text-ink-3">{backendLamp(backend, namespace, facts.services).words}</span>
      </span>
    );
  }
  // Only these three fields: a weight, filters and whatever else the backend carries stay as they are.
  function handlePick(value: string) {
    const picked = parseBackend(value, namespace, facts.services);
    edit(
      (['namespace', 'name', 'port'] as const).map((key) => ({ op: 'set', path: [...path, key], value: picked[key] })),
    );
  }
  return (
    <Combobox
      label={label}
      hideLabel
      mono
      allowOther
      value={backend.name ? shown : null}
      onChange={handlePick}
      options={backendOptions(facts.services, namespace)}
      placeholder="Choose a Service"
      emptyText="No Service of this name in your namespaces. To use it all the same, type name:port, or namespace/name:port, and press Enter."
    />
  );
}
