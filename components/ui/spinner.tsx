/** A turning ring for a control that waits; decoration only, the control says in words what it waits for. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-3 flex-none animate-spin rounded-full border-[1.5px] border-current border-r-transparent"
    />
  );
}
