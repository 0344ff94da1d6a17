import { type YamlDraft, yamlTextOf } from '@/components/route-editor/route-yaml-draft.ts';
import type { HttpRoute } from '@/lib/gateway-api/objects.ts';
import { type EditedRoute, parseRouteYaml, type RouteReading } from '@/lib/gateway-api/yaml/parse-route-yaml.ts';
import { placesOf, type TextRange } from '@/lib/gateway-api/yaml/yaml-places.ts';
import type { Path } from '@/lib/outcome.ts';

/** What takes time with a large text: asked of this page for a small one, else of a worker. */
export type YamlQuestion =
  | { readonly ask: 'read'; readonly text: string; readonly edited: EditedRoute }
  | { readonly ask: 'write'; readonly draft: HttpRoute; readonly yaml: YamlDraft | null }
  | { readonly ask: 'places'; readonly text: string; readonly paths: readonly Path[] };

export type YamlAnswer<Q extends YamlQuestion> = Q['ask'] extends 'read'
  ? RouteReading
  : Q['ask'] extends 'write'
    ? string
    : readonly TextRange[];

/** Up to this many characters a text is read in the page: a few milliseconds. */
export const inlineLength = 20_000;

export function answerYaml<Q extends YamlQuestion>(question: Q): YamlAnswer<Q>;
export function answerYaml(question: YamlQuestion): RouteReading | string | readonly TextRange[] {
  switch (question.ask) {
    case 'read':
      return parseRouteYaml(question.text, question.edited);
    case 'write':
      return yamlTextOf(question);
    case 'places': {
      const places = placesOf(question.text);
      return question.paths.map((path) => places.rangeOf(path));
    }
  }
}
