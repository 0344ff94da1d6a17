/** The sign of Signalbox: a signal with its two lights. */
export function BrandGlyph({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="flex-none">
      <rect x="5" y="1" width="10" height="18" rx="5" fill="var(--ink)" />
      <circle cx="10" cy="6" r="2.6" fill="#ff5b4d" />
      <circle cx="10" cy="14" r="2.6" fill="#3ddc84" />
    </svg>
  );
}
