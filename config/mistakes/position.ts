import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { Path } from './mistake.ts';

const offsetOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

const resolved = (node: unknown, document: Document): unknown =>
  isAlias(node) ? node.resolve(document) : node;

const pairOf = (node: unknown, key: string): Pair | undefined =>
  isMap(node)
    ? node.items.find((pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === key)
    : undefined;

/**
 * Line and column, from 1, of the field at `path`: of its value, or of its key where `atKey` is set or the value
 * is empty. Of a field that is not written, the place of the nearest field around it that is.
 */
export const placeOf = (
  document: Document,
  counter: LineCounter,
  path: Path,
  atKey: boolean,
): { line: number; column: number } => {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const holder = resolved(node, document);
    const pair = pairOf(holder, String(step));
    const child: Node | null | undefined =
      pair === undefined ? childOf(holder, step) : (pair.value as Node | null);
    if (pair === undefined && child === undefined) break;
    const keyOffset = offsetOf(pair?.key);
    const valueOffset = isScalar(child) && child.value === null ? undefined : offsetOf(child);
    offset =
      (last && atKey ? undefined : last ? valueOffset : keyOffset) ?? keyOffset ?? valueOffset ?? offset;
    node = child;
  }
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};

const childOf = (node: unknown, step: string | number): Node | undefined =>
  isSeq(node) ? (node.items[Number(step)] as Node | undefined) : undefined;
