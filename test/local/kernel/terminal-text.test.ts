import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makePrinter, reportFailure, showNotice } from '../../../local/host/terminal.ts';
import { HostError } from '../../../local/kernel/host-error.ts';
import { projectDir } from '../../../local/kernel/project.ts';
import { visible } from '../../../local/kernel/terminal-text.ts';

/** Colour, title of the window, clear the screen, bell, carriage return, C1's CSI, right-to-left, separators, tags. */
const planted = [
  '\u001b[31m',
  '\u001b]0;owned\u0007',
  '\u001b[2J',
  '\u0007',
  '\r',
  '\u009b2J',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\u2028',
  '\u2029',
  '\u0000',
  '\u007f',
  '\u{e0041}',
  '\ud800',
];

const foreign = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const printed: string[] = [];
const listen = () => {
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((text: string) => {
      printed.push(text);
    });
};
afterEach(() => {
  vi.restoreAllMocks();
  printed.length = 0;
  process.exitCode = 0;
});

const noticeOf = (text: string) => ({
  id: 'n',
  at: '2026-11-28T00:00:00Z',
  audience: `primary${text}`,
  kind: `page${text}`,
  incidentId: null,
  severity: `SEV1${text}`,
  texts: { sms: `before ${text} after`, email: '', json: '' },
});

describe.each(planted)('a planted %j', (text) => {
  test('reaches no terminal in a line of the host, a notice, or a failure', () => {
    listen();
    makePrinter(true)(`WARN ${text} said`);
    showNotice(noticeOf(text));
    reportFailure(new HostError(`refused: ${text}`));
    reportFailure(new Error(`broken: ${text}`));
    expect(printed.length).toBe(4);
    for (const line of printed.join('\n').split('\n')) expect(line).not.toMatch(foreign);
  });
});

test('a line that a function logged cannot pass for another line of the host', () => {
  listen();
  makePrinter(true)('WARN ingest-alarm: first\nTocsin runs on http://example.com');
  expect(printed).toEqual(['WARN ingest-alarm: first ↵ Tocsin runs on http://example.com']);
});

test('letters of every script, emoji and the lines of a text stay', () => {
  const text = '停電 — авария ⚠️ 🔥 é\nsecond line';
  expect(visible(text)).toBe(text);
});

test('nothing in local/ writes to the terminal past this', () => {
  const writes = globSync('local/**/*.ts', { cwd: projectDir }).filter((path) =>
    /\bconsole\.|process\.std(out|err)\.write/.test(readFileSync(join(projectDir, path), 'utf8')),
  );
  expect(writes).toEqual(['local/kernel/terminal-text.ts']);
});
