import Link from 'next/link';
import { BrandGlyph } from '@/components/shell/brand.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { RichReason } from '@/components/ui/rich-reason.tsx';
import { type DomainCode, domainCodeEntries, domainCodes } from '@/lib/domains/codes.ts';
import { codeAnchor } from './code-path.ts';
import { actorWords } from './domain-words.ts';

const groups = [
  { letter: 'D', title: 'DNS' },
  { letter: 'C', title: 'Cluster' },
  { letter: 'T', title: 'Certificate' },
  { letter: 'E', title: 'ExternalDNS' },
] as const;

/** What every code of a finding about a domain means, each at an address of its own; as `docs/codes/domains.md` has it. */
export function CodeReference() {
  return (
    <main id="main" className="mx-auto w-full max-w-[860px] px-7 pt-6 pb-[60px] narrow:px-3.5">
      <Link href="/" className="mb-5 inline-flex items-center gap-2.5 rounded-sm font-[650]">
        <BrandGlyph />
        Signalbox
      </Link>
      <h1 className="text-xl font-[650] tracking-[-0.015em]">Codes of findings about a domain</h1>
      <p className="mt-1.5 mb-5 max-w-[68ch] text-md text-ink-2">
        A finding is a problem (known to be wrong), a warning (works, and should be seen to), in progress (under way by
        itself) or unknown (could not be checked; takes nothing away).
      </p>
      {groups.map(({ letter, title }) => (
        <Card key={letter} aria-labelledby={`codes-${letter}`} className="mb-[18px]">
          <CardHeader title={title} titleId={`codes-${letter}`} />
          {domainCodes
            .filter((code) => code.startsWith(letter))
            .map((code) => (
              <CodeEntry key={code} code={code} />
            ))}
        </Card>
      ))}
    </main>
  );
}

function CodeEntry({ code }: { readonly code: DomainCode }) {
  const { title, doc, severity, who, detection, fix } = domainCodeEntries[code];
  return (
    <article
      id={codeAnchor(code)}
      aria-labelledby={`${codeAnchor(code)}-title`}
      className="scroll-mt-4 border-b border-line px-4 py-3 last:border-0 target:bg-accent-soft"
    >
      <h3 id={`${codeAnchor(code)}-title`} className="text-md font-semibold">
        <span className="mr-2 rounded bg-sunken px-1.5 py-px font-mono text-xs text-ink-2">{code}</span>
        {title}
      </h3>
      <p className="mt-1 text-sm text-pretty">
        <RichReason text={doc} />
      </p>
      <dl className="mt-2 grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm text-ink-2">
        <dt className="text-ink-3">Severity</dt>
        <dd>{severity}</dd>
        <dt className="text-ink-3">Who acts</dt>
        <dd>{actorWords[who]}</dd>
        <dt className="text-ink-3">Found when</dt>
        <dd>
          <RichReason text={detection} />
        </dd>
        <dt className="text-ink-3">What to do</dt>
        <dd className="text-ink">
          <RichReason text={fix} />
        </dd>
      </dl>
    </article>
  );
}
