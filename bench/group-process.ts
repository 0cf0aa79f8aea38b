/**
 * A process of its own: runs one group of figures and hands them to its parent. Its standard output, which carries the
 * product's log lines, goes nowhere.
 */
import type { Size } from './figures/figure.ts';
import { groups } from './groups.ts';

const [name = '', size = 'full'] = process.argv.slice(2);
const load = groups[name];
if (load === undefined || process.send === undefined)
  throw new Error('group-process.ts is started by bench.ts');
const chosen: Size = size === 'quick' ? 'quick' : 'full';
const group = await load();
const figures = await group(chosen);
process.send(figures, () => process.exit(0));
