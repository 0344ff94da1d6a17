/** The networks of "a CDN": loopback addresses, so that a portal can recognise it as it recognises those of the world. */
export const cdnNetwork = '127.0.50.0/24';
export const cdnName = 'Sandbox CDN';

/** The address that passes everything on to the Gateway. */
export const passingAddress = '127.0.50.1';

/** The address that answers by itself and passes nothing on. */
export const blockingAddress = '127.0.50.2';
