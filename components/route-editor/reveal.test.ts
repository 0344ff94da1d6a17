import { expect, test } from 'vitest';
import { noteClosed, revealField } from './reveal.ts';

test('everything closed around a field opens, the outer part first, and nothing beside it', () => {
  const opened: string[] = [];
  const forgetBeside = noteClosed(['spec', 'rules', 1], () => opened.push('beside'));
  const forgetRule = noteClosed(['spec', 'rules', 0], () => {
    forgetRule();
    opened.push('rule');
    // A part that only exists once the rule is open.
    const forgetFilter = noteClosed(['spec', 'rules', 0, 'filters', 2], () => {
      forgetFilter();
      opened.push('filter');
    });
  });
  revealField(['spec', 'rules', 0, 'filters', 2, 'urlRewrite', 'hostname']);
  forgetBeside();
  expect(opened).toEqual(['rule', 'filter']);
});

test('a part that does not open does not hang the page', () => {
  let asked = 0;
  const forget = noteClosed(['spec'], () => {
    asked += 1;
  });
  revealField(['spec', 'rules']);
  forget();
  expect(asked).toBe(6);
});
