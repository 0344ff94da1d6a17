import { backendName } from '../../gateway-api/backends.ts';
import { getAt } from '../../gateway-api/document.ts';
import { isPlainObject, namespaceOf } from '../../gateway-api/hostile.ts';
import { type Fix, type FixInput, type FixMakers, write } from './fix.ts';

/** Fixes for backends and their weights. */
export const backendFixes: FixMakers = {
  'weight.fraction': ({ draft, path }) => {
    const weight = getAt(draft, path);
    return typeof weight === 'number' && Number.isFinite(weight) ? [write(path, Math.round(weight))] : [];
  },
  'weight.negative': ({ path }) => [write(path, 0)],
  'weight.too-large': ({ path }) => [write(path, 1_000_000)],
  'weight.tiny': ({ path }) => [{ label: 'Send nothing there', edits: [{ op: 'set', path, value: 0 }] }],
  'weight.all-zero': ({ draft, path }) => {
    const refs = getAt(draft, path);
    if (!Array.isArray(refs)) return [];
    return [
      {
        label: refs.length === 1 ? 'Send everything there' : 'Share equally',
        edits: refs.map((_ref, index) => ({ op: 'set', path: [...path, index, 'weight'], value: 1 })),
      },
    ];
  },
  'backend.port-missing': choosePort,
  'backend.port-range': choosePort,
  'backend.no-port': choosePort,
};

/** The ports that the Service has. */
function choosePort({ context, draft, path }: FixInput): readonly Fix[] {
  const ref = getAt(draft, path.slice(0, -1));
  if (!isPlainObject(ref)) return [];
  const target = backendName(ref, namespaceOf(draft));
  const service = context.services.find((one) => one.namespace === target.namespace && one.name === target.name);
  return (service?.ports ?? []).slice(0, 4).map(({ name, port }) => ({
    label: `Use port ${port}${name ? ` (${name})` : ''}`,
    edits: [{ op: 'set', path, value: port }],
  }));
}
