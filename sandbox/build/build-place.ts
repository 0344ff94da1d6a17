import type { Report } from '../parts/part.ts';

/** Where and how a recipe is made. `output` is empty and becomes the cache folder when all went well. */
export interface BuildPlace {
  readonly output: string;
  /** For sources and Go's caches; removed afterwards. */
  readonly work: string;
  readonly modulesFolder: string;
  readonly cacheFolder: string;
  readonly logFile: string;
  readonly report: Report;
  readonly signal: AbortSignal;
}
