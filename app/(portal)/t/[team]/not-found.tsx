import { NotFoundText } from '@/components/shell/not-found-text.tsx';

/** Inside the shell: the navigation stays. */
export default function TeamNotFound() {
  return (
    <div className="mx-auto max-w-md pt-16">
      <NotFoundText />
    </div>
  );
}
