/** What a sample service saw of a request, and who it is. */
export interface SeenRequest {
  readonly service: string;
  readonly namespace: string;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}
