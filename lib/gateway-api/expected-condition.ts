/**
 * A condition as a conformant controller is expected to write it: type, status and reason in the standard's words, the message
 * in ours. `Unknown` with the reason `Pending` says that the answer depends on something that cannot be seen from here.
 */
export type ExpectedCondition<Type extends string = string> = Judgement & { readonly type: Type };

/** A condition before it has a type: what one reference or one field amounts to. */
export type Judgement = {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
};

/** A judgement in favour. */
export function met(reason: string, message = ''): Judgement {
  return { status: 'True', reason, message };
}

/** A judgement against. */
export function refused(reason: string, message: string): Judgement {
  return { status: 'False', reason, message };
}

/** No judgement, because what decides it cannot be seen; `Pending` is the standard's word for it. */
export function unjudged(message: string): Judgement {
  return { status: 'Unknown', reason: 'Pending', message };
}

/** The worst of several judgements: the first refusal, else the first that is not known, else `otherwise`. */
export function worstOf(judgements: readonly Judgement[], otherwise: Judgement): Judgement {
  return (
    judgements.find((one) => one.status === 'False') ?? judgements.find((one) => one.status === 'Unknown') ?? otherwise
  );
}

/** A judgement as the condition of a type. */
export function toCondition<Type extends string>(type: Type, judgement: Judgement): ExpectedCondition<Type> {
  return { type, ...judgement };
}
