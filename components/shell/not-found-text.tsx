import { ButtonLink } from '@/components/ui/button.tsx';

/** The same words for what does not exist and for what is not the reader's: neither can be told from the other. */
export function NotFoundText() {
  return (
    <>
      <h1 className="text-xl font-[650] tracking-[-0.015em]">There is nothing here under this name</h1>
      <p className="mt-2 text-ink-2">
        It does not exist, was deleted, or belongs to a team that you are not in. Check the address, or ask whoever gave
        it to you.
      </p>
      <div className="mt-5">
        <ButtonLink href="/">Go to your team</ButtonLink>
      </div>
    </>
  );
}
