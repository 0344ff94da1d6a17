/** Sets the smallest complete settings, before anything asks for them: for tests. */
export function setMinimalEnvironment(more: Readonly<Record<string, string>> = {}): void {
  Object.assign(process.env, {
    SIGNALBOX_URL: 'http://localhost:3000',
    SIGNALBOX_SESSION_SECRET: 'x'.repeat(32),
    SIGNALBOX_OIDC_ISSUER: 'http://localhost:1',
    SIGNALBOX_OIDC_CLIENT_ID: 'signalbox',
    SIGNALBOX_OIDC_CLIENT_SECRET: 'secret',
    ...more,
  });
}
