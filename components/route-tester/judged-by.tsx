import { ChevronRight } from 'lucide-react';
import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';

/** What of the answer the standard leaves open, and where the Gateway's controller is known to differ from it. */
export function JudgedBy({ dialect, implementationDecides }: Pick<TestAnswer, 'dialect' | 'implementationDecides'>) {
  const { name, differences } = dialect;
  return (
    <div className="grid gap-1.5 text-xs text-ink-2 empty:hidden">
      {implementationDecides.map((sentence) => (
        <p key={sentence}>
          <b className="font-semibold">Implementation decides.</b> {sentence}
        </p>
      ))}
      {differences.length > 0 && (
        <details className="group">
          <summary className="flex w-fit list-none items-center gap-1 rounded-control hover:text-ink [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden="true" className="size-3 transition-transform group-open:rotate-90" />
            Judged as {name} does; it differs from the standard in {differences.length}{' '}
            {differences.length === 1 ? 'way' : 'ways'}
          </summary>
          <ul className="mt-1.5 grid gap-2 pl-4">
            {differences.map(({ id, text, source }) => (
              <li key={id}>
                {text}
                <span className="block text-ink-3">Source: {source}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
