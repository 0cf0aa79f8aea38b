/** `npm run fuzz -- [--count 100000] [--seed <one>]`: mutated samples through intake. Exit code 1 where one is lost. */
import { parseArgs } from 'node:util';
import { takeMutations } from './take-mutations.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});

const numberOf = (name: string, text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name}: "${text}" is no whole number above 0`);
  process.exit(2);
};

const from = numberOf('from', values.seed ?? values.from);
const count = values.seed === undefined ? numberOf('count', values.count) : 1;
const began = performance.now();
const result = await takeMutations(from, count, ({ messages }) => console.log(`${messages} …`));
if ('seed' in result) {
  console.error(`seed ${result.seed}: ${result.what}\n${result.body.slice(0, 4_000)}`);
  console.error(`Again: npm run fuzz -- --seed ${result.seed}`);
  process.exitCode = 1;
} else {
  const { messages, signals, ignored, setAside } = result;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${messages} mutated messages in ${seconds} s, none lost: ${signals} signals, ${ignored} ignored with a reason, ${setAside} set aside to be paged raw; ${2 * messages} good alarms beside them, none lost`,
  );
}
