import { expect, test } from 'vitest';
import { MAX_REQUESTS } from '../../../domain/incident/incident.ts';
import { START } from '../../behaviour/world.ts';
import { contextAt, decidedBy, decisionOf, entriesOf, opened } from './sample-incidents.ts';

const request = { key: 'key', fingerprint: 'print' };
const asked = {
  requests: [
    { ...request, atMs: START },
    { key: 'other', fingerprint: 'print', atMs: START },
  ],
};

test('a request that comes again is answered and decides nothing, whatever came after it', () => {
  expect(decisionOf(opened(asked), 'acknowledge', { request })).toEqual({ outcome: 'repeated' });
});

test('its key with another request is refused', () => {
  const other = { key: 'key', fingerprint: 'another' };
  expect(decisionOf(opened(asked), 'acknowledge', { request: other })).toMatchObject({
    outcome: 'refused',
    reason: 'idempotency-key-reused',
  });
});

test('another key is another request, even for the same', () => {
  const other = { key: 'new', fingerprint: 'print' };
  const { incident } = decidedBy(opened(asked), 'acknowledge', { request: other }, contextAt(START + 7));
  expect(incident.requests).toEqual([...asked.requests, { ...other, atMs: START + 7 }]);
});

test('the last requests are remembered, so many that the record stays small (I9)', () => {
  const before = Array.from({ length: MAX_REQUESTS }, (_, n) => ({
    key: `k${n}`,
    fingerprint: '',
    atMs: START,
  }));
  const { requests } = decidedBy(opened({ requests: before }), 'acknowledge', { request }).incident;
  expect(requests.map(({ key }) => key)).toEqual([...before.slice(1).map(({ key }) => key), 'key']);
});

test('what comes without a key is not remembered', () => {
  expect(decidedBy(opened(), 'acknowledge').incident.requests).toEqual([]);
});

test('a note stands in the timeline under the name of its person', () => {
  expect(entriesOf(decidedBy(opened(), 'note', { note: 'On it' }), 'note')).toEqual([
    { atMs: START, kind: 'note', by: 'ada', text: 'On it' },
  ]);
  expect(entriesOf(decidedBy(opened(), 'acknowledge'), 'note')).toEqual([]);
});

test('a command that changes nothing decides nothing', () => {
  expect(decisionOf(opened({ status: 'mitigated' }), 'mitigate')).toEqual({ outcome: 'repeated' });
  expect(decisionOf(opened(), { kind: 'set-severity', severity: 'SEV3' })).toEqual({ outcome: 'repeated' });
});

test('what asks for an open incident is told whether another can be had', () => {
  expect(decisionOf(opened({ status: 'resolved' }), 'acknowledge')).toMatchObject({
    reason: 'already-resolved',
    text: 'Incident k-1 is resolved: reopen it first',
  });
  expect(decisionOf(opened({ status: 'closed' }), 'acknowledge')).toMatchObject({
    reason: 'already-closed',
    text: 'Incident k-1 is closed: declare a new one',
  });
});
