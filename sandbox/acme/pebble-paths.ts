/** Where Pebble has what the front looks at. Its directory tells clients the same. */
export const pebblePaths = {
  nonce: '/nonce-plz',
  newOrder: '/order-plz',
  order: '/my-order/',
  finalize: '/finalize-order/',
  authorization: '/authZ/',
  challenge: '/chalZ/',
} as const;
