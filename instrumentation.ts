/** Runs once when the server starts, before the first request; a thrown error would leave a server that answers 500 for ever. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { start } = await import('./lib/live/start.ts');
  await start();
}
