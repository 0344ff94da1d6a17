import type { TestAnswer } from '@/lib/gateway-api/matching/tester.ts';
import type { SentAnswer } from '@/lib/gateway-api/matching/told-answer.ts';

/** Whether a real answer is the predicted one; `open` where an answer from outside cannot tell. */
export type Agreement = { readonly state: 'agrees' | 'differs' | 'open'; readonly text: string };

/** Compares what came back with what was predicted: the status, and where a redirect leads. */
export function agreementOf({ outcome }: TestAnswer, sent: SentAnswer): Agreement {
  switch (outcome.kind) {
    case 'no-connection':
      return differs('no connection', `${sent.status}`);
    case 'status':
    case 'preflight':
      return compare(`${outcome.status}`, `${sent.status}`);
    case 'redirect': {
      const location = sent.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
      return compare(
        `${outcome.redirect.status} to ${outcome.redirect.location}`,
        location === undefined ? `${sent.status} without Location` : `${sent.status} to ${location}`,
      );
    }
    case 'backends': {
      const reached = outcome.backends.filter(({ share }) => share > 0);
      const own = reached.flatMap(({ status, redirect }) => status ?? redirect?.status ?? []);
      if (own.includes(sent.status)) return { state: 'agrees', text: `${sent.status}, as predicted.` };
      if (own.length === reached.length) return differs(own.join(' or '), `${sent.status}`);
      return fromBackend(sent.status);
    }
  }
}

/** A backend answers what it likes, and a Gateway's own errors look alike. */
function fromBackend(status: number): Agreement {
  if (status === 404 || status >= 500) {
    return {
      state: 'open',
      text: `A backend was to answer. ${status} can come from it or from the Gateway: the answer does not tell.`,
    };
  }
  return { state: 'agrees', text: `A backend was to answer, and ${status} came back.` };
}

function compare(predicted: string, got: string): Agreement {
  return predicted === got ? { state: 'agrees', text: `${got}, as predicted.` } : differs(predicted, got);
}

function differs(predicted: string, got: string): Agreement {
  return { state: 'differs', text: `Predicted was ${predicted}, back came ${got}.` };
}
