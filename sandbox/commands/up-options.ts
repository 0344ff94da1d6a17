/** How the sandbox is to be started. */
export interface UpOptions {
  readonly hasPortal: boolean;
  /** The portal reaches the API server through a proxy that can be told to fail. */
  readonly usesFaultProxy: boolean;
}
