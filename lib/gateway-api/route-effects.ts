/** Requests that would change their route. */
export type Movement = {
  /** `namespace/name`, `other-team` for a route that the asker may not see, or null for no route at all. */
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
  /** One of them: `GET http://shop.example.test/cart`. */
  readonly example: string;
};

/** A saved request whose answer a draft changes. */
export type ChangedTest = {
  readonly name: string;
  readonly request: string;
  readonly before: string;
  readonly after: string;
  /** Whether the answer after the change is the expected one. */
  readonly isMet: boolean;
};

/** What applying a draft would do to requests. */
export type RouteEffects = {
  readonly movements: readonly Movement[];
  readonly tests: readonly ChangedTest[];
};
