/**
 * `npm run mutate [-- <room> …] [--again] [--side-by-side N]`: whether the fast suites notice small changes of the code
 * in `domain/` and `protocol/`. A room is `domain/clocks` or `clocks`; without one, all of them, one after the other.
 */
import { parseArgs } from 'node:util';
import { roomsFromTheGround } from '../tidy/rooms.ts';
import { equivalents } from './equivalents.ts';
import { AIM, isWellTested, type Tally, tableOf, tallyOf } from './tally.ts';
import { filesOfRoom, tryRoom } from './try-room.ts';

const rooms = ['domain', 'protocol'].flatMap((top) =>
  (roomsFromTheGround[top] ?? []).map((room) => (room === '' ? top : `${top}/${room}`)),
);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { again: { type: 'boolean' }, 'side-by-side': { type: 'string' } },
});

const wanted = positionals.flatMap((name) => {
  const found = rooms.filter((room) => room === name || room.endsWith(`/${name}`));
  if (found.length === 0) {
    console.error(`No room is called ${name}: there are ${rooms.join(', ')}`);
    process.exit(2);
  }
  return found;
});
const sideBySide = Number(values['side-by-side'] ?? 2);
if (!Number.isInteger(sideBySide) || sideBySide < 1) {
  console.error(`--side-by-side ${values['side-by-side']}: a whole number from 1`);
  process.exit(2);
}

const report = ({ survivors, wronglyNamed }: Tally): void => {
  for (const { path, line, code, became } of survivors)
    console.log(`survived: ${path}:${line}: ${code}  →  ${became}`);
  for (const { path, code, became } of wronglyNamed)
    console.log(`no survivor, though equivalents.ts names it: ${path}: ${code}  →  ${became}`);
};

const tallies: Tally[] = [];
for (const room of wanted.length > 0 ? wanted : rooms) {
  const files = filesOfRoom(room);
  const mutants = await tryRoom(room, { again: values.again === true, sideBySide });
  const tally = tallyOf(
    room,
    mutants,
    equivalents.filter(({ path }) => files.includes(path)),
  );
  report(tally);
  tallies.push(tally);
}
console.log(tableOf(tallies));
const poor = tallies.filter((tally) => !isWellTested(tally)).map(({ room }) => room);
if (poor.length > 0) {
  console.error(`Below ${AIM} %, or with names that are wrong: ${poor.join(', ')}`);
  process.exitCode = 1;
}
