import type { Metadata } from 'next';
import { CodeReference } from '@/components/domains/code-reference.tsx';

export const metadata: Metadata = { title: 'Codes of findings about a domain' };

/** The same for everybody who is signed in, which the layout sees to: it tells of no team and of no domain. */
export default function DomainCodesPage() {
  return <CodeReference />;
}
