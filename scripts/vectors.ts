import { judgeCelValidation } from './vectors/cel-validation.ts';
import { judgeHttpMatching } from './vectors/http-matching.ts';
import { judgeRoundTrip } from './vectors/round-trip.ts';
import { judgeRouteStatus } from './vectors/route-status.ts';

/** Judges the Gateway API project's own published cases: `npm run vectors -- FOLDER`. The folder is never copied into the project. */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where the published cases are: npm run vectors -- FOLDER');
  process.exit(2);
}

const files = [
  ['http-matching', judgeHttpMatching],
  ['route-status', judgeRouteStatus],
  ['cel-validation', judgeCelValidation],
  ['round-trip', judgeRoundTrip],
] as const;
let [passed, failed, notJudged] = [0, 0, 0];
for (const [name, judge] of files) {
  const result = await judge(folder);
  for (const { id, why } of result.notJudged) console.log(`not judged  ${name} ${id}: ${why}`);
  for (const { id, why } of result.failed) console.log(`FAILED      ${name} ${id}: ${why}`);
  console.log(
    `${name}: ${result.passed} passed, ${result.failed.length} failed, ${result.notJudged.length} not judged`,
  );
  passed += result.passed;
  failed += result.failed.length;
  notJudged += result.notJudged.length;
}
if (notJudged > 0) console.log(`${notJudged} not judged`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
