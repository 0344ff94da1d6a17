import type { Expectation } from './saved-test.ts';
import type { TestAnswer } from './tester.ts';

/** What an answer is, as an expectation: for "it should stay so". */
export function expectationOf({ outcome }: TestAnswer): Expectation {
  switch (outcome.kind) {
    case 'redirect':
      return { kind: 'redirect', location: outcome.redirect.location };
    case 'backends':
      return { kind: 'backends', names: backendNames(outcome) };
    case 'status':
    case 'preflight':
      return { kind: 'status', status: outcome.status };
    case 'no-connection':
      return { kind: 'status', status: 0 };
  }
}

/** Whether an answer is what was wanted. */
export function meets(expectation: Expectation, answer: TestAnswer): boolean {
  if (expectation.kind === 'rule')
    return answer.winner?.isDraft === true && answer.winner.rule === `rule ${expectation.name}`;
  return expectationText(expectation) === expectationText(expectationOf(answer));
}

/** An expectation in words: `checkout or checkout-v2`, `redirect to https://…`, `404`. */
export function expectationText(expectation: Expectation): string {
  switch (expectation.kind) {
    case 'rule':
      return `rule ${expectation.name}`;
    case 'backends':
      return expectation.names.length === 0 ? 'no backend' : expectation.names.join(' or ');
    case 'redirect':
      return `redirect to ${expectation.location}`;
    case 'status':
      return expectation.status === 0 ? 'no connection' : `status ${expectation.status}`;
  }
}

function backendNames(outcome: Extract<TestAnswer['outcome'], { kind: 'backends' }>): readonly string[] {
  const reached = outcome.backends.filter((backend) => backend.share > 0);
  return [...new Set(reached.map(({ backend }) => `${backend.namespace}/${backend.name}`))].toSorted();
}
