import { ExternalLink } from 'lucide-react';

type HostLinkProps = {
  readonly hostname: string;
  /** Where a browser reaches it, with its port; null when nothing serves it. */
  readonly url: string | null;
  /** Shows the whole address instead of the name alone. */
  readonly showUrl?: boolean | undefined;
};

/** A hostname that opens where it is served; plain text where nothing serves it. */
export function HostLink({ hostname, url, showUrl = false }: HostLinkProps) {
  const href = url && isWebAddress(url) ? url : null;
  const text = hostname === '*' ? 'any hostname' : showUrl && href ? href.replace(/\/$/, '') : hostname;
  if (!href || hostname.includes('*')) {
    return (
      <code className="text-ink">
        <bdi>{text}</bdi>
      </code>
    );
  }
  return (
    <a href={href} target="_blank" rel="noreferrer" className="group inline text-ink hover:underline">
      <code>
        <bdi>{text}</bdi>
      </code>
      <ExternalLink aria-hidden="true" className="ml-1 inline size-3 text-ink-3 group-hover:text-ink" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

/** The address is built from names in the cluster: nothing but http and https becomes a link. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
