/** A hostname as people read it, with what DNS has instead where the two differ. */
export function DomainName({ hostname, unicode }: { readonly hostname: string; readonly unicode: string }) {
  return (
    <>
      <bdi>{unicode}</bdi>
      {unicode !== hostname && (
        <>
          {' '}
          <span className="font-mono text-xs font-normal text-ink-3">
            <span className="sr-only">in DNS: </span>
            <bdi>{hostname}</bdi>
          </span>
        </>
      )}
    </>
  );
}
