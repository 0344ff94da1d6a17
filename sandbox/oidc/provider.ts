import Provider, { type Configuration, type JWKS } from 'oidc-provider';
import { findAccount } from './accounts.ts';
import { clientId } from './client.ts';
import { problemPage } from './page.ts';

/** What the issuer needs to know. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly cookieKey: string;
  readonly keys: JWKS;
}

/** Makes the sandbox's OpenID Connect issuer: a real one, with accounts that have no passwords. */
export function createIssuer(settings: IssuerSettings): Provider {
  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: settings.clientSecret,
        redirect_uris: [settings.redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: settings.keys,
    cookies: { keys: [settings.cookieKey] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false, // The ID token carries name and email: the portal asks for nothing else.
    renderError(context, out) {
      context.type = 'html';
      context.body = problemPage(out.error_description ?? out.error);
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/choose/${interaction.uid}` },
    findAccount: (_context, id) => {
      const account = findAccount(id);
      if (!account) return undefined;
      return {
        accountId: id,
        claims: () => ({ sub: id, name: account.name, email: account.email, email_verified: true }),
      };
    },
    // Nobody is asked for consent: the portal is the issuer's only client.
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 3_600, Session: 3_600, Grant: 3_600 },
  };
  return new Provider(settings.issuer, configuration);
}
