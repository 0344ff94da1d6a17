/** How the sandbox's certificate authority names itself in CAA records. Its directory says the same. */
export const caaIdentity = 'ca.localhost';
