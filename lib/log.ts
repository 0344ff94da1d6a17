import 'server-only';
import pino from 'pino';

/** The portal's log: JSON lines on standard output. Secrets are redacted by name, should one ever come near. */
export const log = pino({
  level: process.env.SIGNALBOX_LOG_LEVEL ?? 'info',
  redact: [
    '*.secret',
    '*.token',
    '*.password',
    '*.authorization',
    '*.cookie',
    'headers.cookie',
    'headers.authorization',
  ],
});
