import type { ReactNode } from 'react';
import type { TemplateId } from '@/lib/gateway-api/templates.ts';

/** What a template does with requests, as a drawing that needs no words. */
export function TemplatePicture({ id }: { readonly id: TemplateId }) {
  return (
    <svg viewBox="0 0 64 36" aria-hidden="true" className="h-9 w-16 flex-none text-ink-3" fill="none">
      {pictures[id]}
      <circle cx="5" cy="18" r="3" fill="currentColor" />
    </svg>
  );
}

const pictures: Readonly<Record<TemplateId, ReactNode>> = {
  simple: <Way to={18} width={4} />,
  'path-split': (
    <>
      <Way to={9} width={2.5} />
      <Way to={27} width={2.5} tone="second" />
    </>
  ),
  canary: (
    <>
      <Way to={9} width={5} />
      <Way to={27} width={1.25} tone="second" />
    </>
  ),
  'blue-green': (
    <>
      <Way to={9} width={5} />
      <Way to={27} width={1.25} tone="waiting" />
    </>
  ),
  'header-preview': (
    <>
      <Way to={9} width={1.25} tone="second" />
      <Way to={27} width={4} />
      <rect x="22" y="6" width="15" height="6" rx="1.5" className="fill-panel stroke-accent" strokeWidth="1.25" />
      <path d="M25 9h9" className="stroke-accent" strokeWidth="1.25" />
    </>
  ),
  'http-to-https': (
    <Turn>
      <rect x="50" y="20" width="11" height="9" rx="1.5" className="fill-series-1" />
      <path d="M52.5 20v-2.5a3 3 0 0 1 6 0v2.5" className="stroke-series-1" strokeWidth="1.5" />
    </Turn>
  ),
  'apex-to-www': (
    <Turn>
      <text x="49" y="27.5" className="fill-accent font-mono text-[8px] font-semibold">
        www
      </text>
    </Turn>
  ),
  maintenance: (
    <>
      <Way to={18} width={4} isOpen />
      <Page y={9} />
    </>
  ),
  'maintenance-redirect': (
    <Turn>
      <Page y={16} />
    </Turn>
  ),
};

type WayProps = {
  readonly to: number;
  readonly width: number;
  readonly tone?: 'first' | 'second' | 'waiting';
  /** Ends without a box: something else stands there. */
  readonly isOpen?: boolean;
};

/** A stream of requests to a backend; its width is its share. */
function Way({ to, width, tone = 'first', isOpen = false }: WayProps) {
  const stroke = tone === 'first' ? 'stroke-series-1' : tone === 'second' ? 'stroke-series-2' : 'stroke-control';
  const fill = tone === 'first' ? 'fill-series-1' : tone === 'second' ? 'fill-series-2' : 'fill-panel stroke-control';
  return (
    <>
      <path
        d={`M8 18C24 18 26 ${to} 46 ${to}`}
        strokeWidth={width}
        strokeDasharray={tone === 'waiting' ? '2.5 2.5' : undefined}
        className={stroke}
      />
      {!isOpen && <rect x="46" y={to - 5.5} width="13" height="11" rx="2" className={fill} />}
    </>
  );
}

/** A request that is answered on the spot and goes elsewhere. */
function Turn({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <path d="M8 18H22" className="stroke-control" strokeWidth="1.5" />
      <path d="M24 8v20" className="stroke-control" strokeWidth="2.5" />
      <path d="M28 24H44m-4-3.5 4 3.5-4 3.5" className="stroke-accent" strokeWidth="1.5" />
      {children}
    </>
  );
}

function Page({ y }: { readonly y: number }) {
  return (
    <>
      <rect x="47" y={y} width="13" height="17" rx="1.5" className="fill-panel stroke-accent" strokeWidth="1.5" />
      <path d={`M50 ${y + 5}h7m-7 4h7m-7 4h4`} className="stroke-accent" strokeWidth="1.25" />
    </>
  );
}
