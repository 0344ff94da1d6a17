import type { CorsFilter } from '../gateway-api/filters.ts';
import { isPlainObject, strings } from '../gateway-api/hostile.ts';
import type { Issue, Path } from '../outcome.ts';
import { finding, quote } from './finding.ts';

/** The pattern of `allowOrigins`, written so that it cannot run long. @see Gateway API v1, CORSOrigin */
const origin = /^https?:\/\/(\*|(\*\.)?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*)(:[0-9]{1,5})?$/;
const lists = ['allowOrigins', 'allowMethods', 'allowHeaders'] as const;
const everything = ['*', 'http://*', 'https://*'];

/** Judges a CORS filter: how origins are written, where `*` may stand, and what credentials open. */
export function checkCors(cors: CorsFilter | undefined, path: Path): readonly Issue[] {
  if (!isPlainObject(cors)) return [];
  const origins = strings(cors.allowOrigins);
  const all = origins.find((one) => everything.includes(one));
  return [
    ...lists.flatMap((field) => checkStar(field, strings(cors[field]), [...path, field])),
    ...origins.flatMap((one, index) => checkOrigin(one, [...path, 'allowOrigins', index])),
    ...(cors.allowCredentials === true && all !== undefined
      ? [
          finding(
            'cors.credentials-for-all',
            [...path, 'allowCredentials'],
            `Credentials are allowed for ${quote(all)}, which is every site.`,
          ),
        ]
      : []),
  ];
}

function checkStar(field: (typeof lists)[number], entries: readonly string[], path: Path): readonly Issue[] {
  if (entries.length < 2 || !entries.includes('*')) return [];
  return [finding('cors.star-with-others', path, `${field} has * and ${entries.length - 1} more.`)];
}

function checkOrigin(value: string, path: Path): readonly Issue[] {
  if (value === '*' || (value.length <= 253 && origin.test(value))) return [];
  const better = value.trim().replace(/^(https?:\/\/[^/?#\s]+)[/?#].*$/, '$1');
  const fix = better !== value && origin.test(better) ? `Write ${quote(better)}.` : undefined;
  return [finding('cors.origin-malformed', path, `${quote(value)} is not an origin.`, fix)];
}
