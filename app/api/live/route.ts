import { handler } from '@/lib/access/door.ts';
import { runtime } from '@/lib/live/runtime.ts';
import { openStream } from '@/lib/live/stream.ts';

export const dynamic = 'force-dynamic';

export const GET = handler(({ actor, request }) => openStream(runtime(), request, actor));
