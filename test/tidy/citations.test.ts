import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { skipsAloud } from '../skips-aloud.ts';
import { filesIn, sources, textOf } from './sources.ts';

const docs = filesIn('docs').filter((path) => path.endsWith('.md'));

/** What can be cited of a document: its headings, and the first cells of its tables. Quotes and back ticks aside. */
const placesOf = (markdown: string): readonly string[] =>
  markdown.split('\n').flatMap((line) => {
    const [, heading] = /^#+ (.+)$/.exec(line) ?? [];
    const [, cell] = /^\| ([^|]+?) +\|/.exec(line) ?? [];
    return [heading, cell].flatMap((name) => (name === undefined ? [] : [plain(name)]));
  });

const plain = (text: string): string => text.replaceAll(/[`*"]/g, '').trim().toLowerCase();

/** A text in one line: a citation may be broken by the end of a line of a comment. */
const inOneLine = (text: string): string => text.replaceAll(/\n\s*(?:\*|\/\/)?\s*/g, ' ');

/** `docs/<name>.md, <place>`: what follows the comma, or undefined where only the document is named. */
const citationsIn = (text: string) =>
  [...inOneLine(text).matchAll(/\b(docs\/[a-z0-9/-]+\.md)(?:, "?([A-Z][^\n]{0,80}))?/g)].map(
    ([, document = '', place]) => ({ document, place }),
  );

const citing = [
  ...sources.filter((path) => !path.startsWith('test/tidy/')),
  ...docs,
  'README.md',
  'CONTRIBUTING.md',
];

test('documents and headings that are cited exist', () => {
  const wrong = citing.flatMap((path) =>
    citationsIn(textOf(path))
      .filter(({ document, place }) => !docs.includes(document) || !isPlaceOf(document, place))
      .map(({ document, place = '' }) => `${path}: ${document}, ${place}`),
  );
  expect(wrong).toEqual([]);
});

const isPlaceOf = (document: string, place: string | undefined): boolean => {
  if (place === undefined) return true;
  const cited = plain(place);
  const begins = (name: string) => new RegExp(`^${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'u').test(cited);
  return placesOf(textOf(document)).some(begins);
};

test('decision records that are cited exist', () => {
  const wrong = citing.flatMap((path) =>
    [...textOf(path).matchAll(/\badr\/(\d{4})/g)]
      .map(([, number]) => number)
      .filter((number) => !docs.some((name) => name.startsWith(`docs/adr/${number}-`)))
      .map((number) => `${path}: docs/adr/${number}`),
  );
  expect(wrong).toEqual([]);
});

/** The two documents that the product implements: not a part of the project, so only where they lie beside it. */
const given = new URL('../../../shared/requirements/', import.meta.url);
const procedures = new URL('emergency-response-procedures.md', given);

const isSkipped = skipsAloud(
  !existsSync(procedures),
  'the procedures are not beside the checkout, so headings that are quoted are not looked up',
);

describe.skipIf(isSkipped)('with the procedures beside the project', () => {
  const headings = isSkipped ? [] : placesOf(readFileSync(procedures, 'utf8'));

  test('headings of the procedures that are quoted exist', () => {
    const wrong = citing.flatMap((path) =>
      [...inOneLine(textOf(path)).matchAll(/Emergency Response Procedures, "([^"]+)"/g)]
        .map(([, heading = '']) => plain(heading))
        .filter((heading) => !headings.some((name) => name.includes(heading)))
        .map((heading) => `${path}: ${heading}`),
    );
    expect(wrong).toEqual([]);
  });
});
