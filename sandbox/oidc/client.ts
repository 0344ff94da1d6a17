/** The portal's id at the sandbox's issuer. */
export const clientId = 'signalbox';
