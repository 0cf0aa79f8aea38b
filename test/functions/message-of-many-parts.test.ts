import { expect, test } from 'vitest';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { createWorld } from '../behaviour/world.ts';
import { sampleText } from '../events/intake/messages.ts';
import { recordOf } from '../security/sqs-record.ts';

/** A Security Hub event of so many findings, of which every second is unreadable. */
const findings = (count: number): string => {
  const event = JSON.parse(sampleText('securityhub-high'));
  const [finding] = event.detail.findings;
  const many = Array.from({ length: count }, (_, n) =>
    n % 2 === 0 ? { ...finding, Id: `finding-${n}` } : {},
  );
  return JSON.stringify({ ...event, detail: { findings: many } });
};

const intake = () => {
  const world = createWorld();
  const aside: SetAside[] = [];
  const setAside = async (message: SetAside) => {
    aside.push(message);
  };
  return { intake: { shell: world.shell, setAside }, aside, world };
};

test('a message writes at most 20 lines, and one that counts the rest by reason', async () => {
  const { intake: parts, aside, world } = intake();
  const body = findings(60);
  const first = recordOf(body);
  const second = recordOf(sampleText('disk-full'));
  await takeIn(parts, [first, second]);
  const linesOf = (id: string) => world.journal.notes.filter(({ fields }) => fields['messageId'] === id);
  expect(linesOf(first.messageId)).toHaveLength(21);
  expect(linesOf(first.messageId).at(-1)).toEqual({
    level: 'error',
    reason: 'not-logged-singly',
    fields: { messageId: first.messageId, count: 40, reasons: { opened: 7, joined: 3, 'missing-field': 30 } },
  });
  expect(linesOf(second.messageId).map(({ reason }) => reason)).toEqual(['opened']);
  expect(aside).toEqual([{ body, reason: 'missing-field:detail.findings[1].Id' }]);
});

test('of a message of more than 200 parts the first are taken in, and it is paged raw once and kept (I1)', async () => {
  const { intake: parts, aside, world } = intake();
  const event = JSON.parse(sampleText('securityhub-high'));
  const [finding] = event.detail.findings;
  const many = Array.from({ length: 5_000 }, (_, n) => ({ ...finding, Id: `finding-${n}` }));
  const body = JSON.stringify({ ...event, detail: { findings: many } });
  const answer = await takeIn(parts, [recordOf(body)]);
  expect(answer.batchItemFailures).toEqual([]);
  expect(aside).toEqual([{ body, reason: 'too-many-parts' }]);
  const [incident] = world.records.incidents.values();
  expect(incident?.signalsSeen).toBe(200);
  expect(world.journal.notes.filter(({ fields }) => 'messageId' in fields)).toHaveLength(21);
});

test('a message of records within records counts as many parts as it holds', async () => {
  const { intake: parts, aside } = intake();
  const records = Array.from({ length: 201 }, () => ({ body: sampleText('disk-full') }));
  const body = JSON.stringify({ Records: records });
  await takeIn(parts, [recordOf(body)]);
  expect(aside).toEqual([{ body, reason: 'too-many-parts' }]);
});
