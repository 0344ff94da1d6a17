import { policyName } from './policy.ts';
import { fixedWords } from './refusal-words.ts';

/**
 * The guard's own words in a message or warning of the API server, or null when somebody else speaks. A namespace without a grant is
 * refused in the API server's words, which are put into ours.
 *
 * @see Kubernetes, ValidatingAdmissionPolicy: `ValidatingAdmissionPolicy 'NAME' with binding 'NAME' denied request: TEXT`
 */
export function readRefusal(message: string): string | null {
  const found = pattern.exec(message)?.[1];
  if (found === undefined) return null;
  return found.startsWith('failed to configure binding: no params found') ? fixedWords.noGrant : found.trim();
}

const pattern = new RegExp(
  `ValidatingAdmissionPolicy '${policyName}[-\\w]*' with binding '${policyName}[-\\w]*'(?: denied request)?: (.*)$`,
  's',
);
