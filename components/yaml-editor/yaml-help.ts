import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import { contextAt, pathAt, type SchemaPart, type SchemaPath, schemaAt } from './schema-context.ts';

/** What completion and hover know: the cluster's schema, and names that exist, by the path at which they may stand. */
export type YamlKnowledge = {
  readonly schema: unknown;
  /** For example `spec.rules.*.backendRefs.*.name`. */
  readonly names: Readonly<Record<string, readonly string[]>>;
};

/** The fields that every object has; CRDs leave them out. */
const everyObject = {
  properties: {
    metadata: {
      description: 'The route’s name, its namespace, labels and annotations.',
      type: 'object',
      properties: {
        name: { type: 'string', description: 'The name of the route, one of its kind in its namespace.' },
        namespace: { type: 'string', description: 'The namespace of the route.' },
        labels: { type: 'object', description: 'Texts by which objects are found and grouped.' },
        annotations: { type: 'object', description: 'Texts for tools, such as ExternalDNS.' },
      },
    },
  },
};

function partAt(schema: unknown, path: SchemaPath): SchemaPart | null {
  return path[0] === 'metadata' ? schemaAt(everyObject, path) : schemaAt(schema, path);
}

/** Offers the fields of the schema, the values of an enum, and names from the cluster. */
export function completeYaml(know: () => YamlKnowledge) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const lines = context.state.doc.toString().split('\n');
    const place = contextAt(lines, line.number - 1, context.pos - line.from);
    if (!place) return null;
    const typed = line.text.slice(place.column, context.pos);
    if (typed === '' && !context.explicit && place.kind === 'key') return null;
    const { schema, names } = know();
    const isListEntry = place.kind === 'value' && place.path.at(-1) === '*';
    const options = [
      ...(place.kind === 'key' || isListEntry ? fieldOptions(partAt(schema, place.path)) : []),
      ...(place.kind === 'value' ? valueOptions(partAt(schema, place.path), names[place.path.join('.')] ?? []) : []),
    ];
    if (options.length === 0) return null;
    return { from: line.from + place.column, options, validFor: /^[\w.$/-]*$/ };
  };
}

function fieldOptions(part: SchemaPart | null): readonly Completion[] {
  return Object.entries(part?.fields ?? {}).map(([key, field]) => ({
    label: key,
    type: 'property',
    ...(field.type === null ? {} : { detail: field.type }),
    ...(field.description === null ? {} : { info: shortened(field.description) }),
    apply: field.type === 'object' || field.type === 'array' ? `${key}:` : `${key}: `,
  }));
}

function valueOptions(part: SchemaPart | null, names: readonly string[]): readonly Completion[] {
  return [
    ...names.map((name) => ({ label: name, type: 'variable', detail: 'in the cluster' })),
    ...(part?.values ?? []).map((value) => ({ label: value, type: 'enum' })),
  ];
}

/** Shows what the cluster's schema says of the field under the pointer. */
export function explainYaml(know: () => YamlKnowledge) {
  return hoverTooltip((view: EditorView, position: number): Tooltip | null => {
    const line = view.state.doc.lineAt(position);
    const path = pathAt(view.state.doc.toString().split('\n'), line.number - 1);
    const description = partAt(know().schema, path)?.description;
    if (!description) return null;
    return {
      pos: line.from + line.text.search(/\S|$/),
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'cm-explanation';
        const title = document.createElement('strong');
        title.textContent = path.filter((step) => step !== '*').join('.');
        const words = document.createElement('p');
        words.textContent = shortened(description);
        dom.append(title, words);
        return { dom };
      },
    };
  });
}

const longest = 700;

function shortened(description: string): string {
  const plain = description.replace(/<gateway:[^>]*>/g, '').trim();
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
