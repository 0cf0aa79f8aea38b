import { expect, test, vi } from 'vitest';
import { createPowertoolsJournal } from '../../../adapters/powertools/journal.ts';

test('a note is a log line of its level and one count of its reason', () => {
  const lines: unknown[] = [];
  const counted: string[] = [];
  const log =
    (level: string) =>
    (message: unknown, ...extra: unknown[]) =>
      lines.push([level, message, ...extra]);
  const journal = createPowertoolsJournal({
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    count: (reason) => counted.push(reason),
  });
  journal.note('warn', 'stale', { incidentId: 'k7q1-1', by: 'ana@example.com' });
  const fields = { incidentId: 'k7q1-1', by: '[address]' };
  expect(lines).toEqual([['warn', 'stale', { reason: 'stale', fields }]]);
  expect(counted).toEqual(['stale']);
});

test('through Powertools both are JSON lines, the metric in the namespace of the product', () => {
  const written: string[] = [];
  const keep = (chunk: unknown) => {
    written.push(String(chunk));
    return true;
  };
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'ingest-alarm');
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  try {
    const cause = new Error('call +46 70 123 45 67');
    createPowertoolsJournal().note('error', 'undecided', { phone: '+46701234567', cause });
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
  expect(written.join('')).not.toMatch(/46\s?70/u);
  const parsed = written.map((line) => JSON.parse(line));
  const logged = parsed.find((line) => 'level' in line);
  const service = 'ingest-alarm';
  expect(logged).toMatchObject({ level: 'ERROR', message: 'undecided', reason: 'undecided', service });
  const metric = parsed.find((line) => '_aws' in line);
  expect(metric).toMatchObject({ reason: 'undecided', service, Outcome: 1 });
  expect(metric._aws.CloudWatchMetrics[0].Namespace).toBe('Tocsin');
});
