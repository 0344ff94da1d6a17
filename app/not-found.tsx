import type { Metadata } from 'next';
import { NotFoundText } from '@/components/shell/not-found-text.tsx';
import { OutsideFrame } from '@/components/shell/outside-frame.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <OutsideFrame>
      <NotFoundText />
    </OutsideFrame>
  );
}
