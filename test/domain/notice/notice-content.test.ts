import { expect, test } from 'vitest';
import { type NoticeKind, noticeKinds } from '../../../domain/incident/notice.ts';
import { contentOf } from '../../../domain/notice/notice-content.ts';
import { MINUTE, sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

const incident = sampleIncident({ id: 'k7q-1', onsetAtMs: T0 - 5 * MINUTE });
const contentAs = (kind: NoticeKind, reason = 'opened') =>
  contentOf(incident, { ...sampleNotice('k7q-1.1.x.primary'), kind, reason }, T0 + 42 * MINUTE);
const namesAs = (kind: NoticeKind) => contentAs(kind).fields.map(([name]) => name);

test('a first page tells no reason beside its fields, every later one does', () => {
  expect(contentAs('page').reason).toBeUndefined();
  expect(contentAs('page', 'no-response').reason).toBe('no-response');
  expect(contentAs('update', 'status-update').reason).toBeUndefined();
});

test('since when it goes on is told until it is over', () => {
  expect(contentAs('page').sinceMs).toBe(T0 - 5 * MINUTE);
  expect(contentAs('mitigation').sinceMs).toBe(T0 - 5 * MINUTE);
  expect(contentAs('resolution').sinceMs).toBeUndefined();
});

test.each(noticeKinds)('a %s tells its incident, why it is sent and its own id', (kind) => {
  const { fields } = contentAs(kind, 'said-so');
  expect(fields[0]).toEqual(['Incident', 'k7q-1']);
  expect(fields.slice(-2)).toEqual([
    ['Reason', 'said-so'],
    ['Notice', 'k7q-1.1.x.primary'],
  ]);
});

test('each kind has the fields of its template', () => {
  expect(namesAs('page')).toContain('Looking at');
  expect(namesAs('stakeholders')).toEqual(namesAs('page'));
  expect(namesAs('update')).toContain('Estimated resolution');
  expect(namesAs('mitigation')).toEqual(namesAs('update'));
  expect(namesAs('resolution')).toContain('Prevention');
});

test('a duration counts to the moment of sending', () => {
  expect(contentAs('update').fields).toContainEqual(['Duration', '42 min']);
});
