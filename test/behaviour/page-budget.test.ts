import { expect, test } from 'vitest';
import { act } from '../../protocol/command/act.ts';
import { singles, storm, tight, toPrimary } from './page-storm.ts';
import { MINUTE, SECOND, transitionOf } from './world.ts';

test('beyond the budget the pages of a minute are one digest, and nobody is forgotten', async () => {
  const world = tight();
  await storm(world, 10);
  expect(toPrimary(world)).toHaveLength(2);
  await world.pass(MINUTE);
  expect(singles(world)).toHaveLength(2);
  expect(world.publisher.digests).toHaveLength(1);
  const services = toPrimary(world).map(({ outgoing }) => outgoing.incident.service);
  expect(services.toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `service-${n}`));
});

test('one batch keeps to the budget that it has read', async () => {
  const world = tight();
  await world.send(
    ...Array.from({ length: 8 }, (_, n) =>
      transitionOf(`a-${n}`, world.now(), { service: `s-${n}`, severity: 'SEV3' }),
    ),
  );
  expect(singles(world)).toHaveLength(2);
});

test('a third of the budget is kept for SEV1, which pages when the others have used up theirs', async () => {
  const world = tight();
  await storm(world, 5);
  await storm(world, 2, 'SEV1', 'worst');
  expect(singles(world).map(({ severity }) => severity)).toEqual(['SEV3', 'SEV3', 'SEV1']);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests.filter(({ audience }) => audience === 'primary');
  expect(digest?.pages.map(({ notice }) => notice.severity)).toContain('SEV1');
});

test('the next minute has a budget of its own', async () => {
  const world = tight();
  await storm(world, 2, 'SEV3', 'early');
  await world.pass(MINUTE);
  await storm(world, 2, 'SEV3', 'late');
  expect(singles(world)).toHaveLength(4);
  expect(world.publisher.digests).toEqual([]);
});

test('the timeline of each incident says in which digest it was told', async () => {
  const world = tight();
  await storm(world, 4);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests;
  const told = digest?.pages[0]?.incident.id ?? '';
  const entries = await world.timeline({ id: told });
  expect(entries.find(({ reason }) => reason === 'over-budget')).toMatchObject({
    kind: 'paged',
    text: `Told to primary together with other pages, in ${digest?.id}`,
  });
});

test('what is told in a digest counts as paged: its first page, and its rungs go on from its deadline', async () => {
  const world = tight(1);
  await storm(world, 2);
  await world.pass(MINUTE);
  const [digest] = world.publisher.digests;
  const state = await world.shell.store.read(digest?.pages[0]?.incident.id ?? '');
  expect(state?.firstPagedAtMs).toBe(world.now());
  expect(state?.outbox).toEqual({});
  await world.pass(5 * MINUTE);
  const secondary = world.publisher.published.filter(({ audience }) => audience === 'secondary');
  expect(secondary).toHaveLength(2);
});

test('an acknowledgement makes a page void that is held (I5)', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [held] = (await world.incidents()).filter(({ outbox }) => Object.keys(outbox).length > 0);
  await world.act(held ?? { id: '' }, 'acknowledge');
  await world.pass(2 * MINUTE);
  expect(toPrimary(world)).toHaveLength(1);
  expect(world.publisher.digests).toEqual([]);
});

test('a resolution makes a page void that is held (I5)', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [held] = (await world.incidents()).filter(({ outbox }) => Object.keys(outbox).length > 0);
  await world.act(held ?? { id: '' }, 'resolve');
  await world.pass(2 * MINUTE);
  expect(toPrimary(world)).toHaveLength(1);
});

test('what a person asks for pages at once, whatever the budget', async () => {
  const world = tight(1);
  await storm(world, 2);
  const [incident] = await world.incidents();
  await act(world.shell, incident?.id ?? '', {
    by: 'ada',
    command: { kind: 'escalate', audiences: ['primary'] },
  });
  expect(singles(world).map(({ reason }) => reason)).toEqual(['opened', 'by-person']);
});

test('updates and resolutions neither count nor wait', async () => {
  const world = tight(1);
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  await world.act(incident, 'resolve');
  expect(world.messages('resolution')).toHaveLength(2);
  await world.alarm('other', { service: 'other', severity: 'SEV3' });
  await world.pass(MINUTE);
  expect(toPrimary(world)).toHaveLength(2);
});

test('if the count cannot be read, everything pages', async () => {
  const world = tight(1);
  const { store } = world.shell;
  await storm(world, 1);
  Reflect.set(world, 'shell', {
    ...world.shell,
    store: { ...store, readPages: () => Promise.reject(new Error('down')) },
  });
  await world.pass(5 * MINUTE);
  await storm(world, 0);
  expect(world.publisher.published.filter(({ audience }) => audience === 'secondary')).toHaveLength(1);
  expect(world.publisher.digests).toEqual([]);
  expect(world.journal.notes.map(({ reason }) => reason)).toContain('pages-not-counted');
});

test('if the count cannot be written, the page goes out', async () => {
  const world = tight(1);
  const { store } = world.shell;
  Reflect.set(world, 'shell', {
    ...world.shell,
    store: { ...store, countPages: () => Promise.reject(new Error('down')) },
  });
  await storm(world, 3);
  expect(singles(world)).toHaveLength(3);
  expect((await world.incidents()).flatMap(({ outbox }) => Object.keys(outbox))).toEqual([]);
});

test('without a sweep a page that is held again, since its minute is full too, has a timer again (I4)', async () => {
  const world = tight(1);
  await storm(world, 2);
  const { store } = world.shell;
  Reflect.set(world, 'shell', { ...world.shell, store: { ...store, due: async () => [] } });
  await world.pass(MINUTE + 45 * SECOND);
  await storm(world, 1, 'SEV3', 'busy');
  await world.pass(2 * MINUTE);
  const services = singles(world).map(({ outgoing }) => outgoing.incident.service);
  expect(services).toEqual(['service-0', 'busy-0', 'service-1']);
});

test('a commit that others are quicker than, and that is tried again, takes its page from the budget once', async () => {
  const world = tight(9);
  await world.alarm('errors', { severity: 'SEV3' });
  const { shell } = world;
  let lost = 5;
  const contended: typeof shell.store.commit = async (before, after) => {
    if (lost-- <= 0) return shell.store.commit(before, after);
    await shell.store.commit(before, { ...before, version: before.version + 1 });
    return false;
  };
  Reflect.set(world, 'shell', { ...shell, store: { ...shell.store, commit: contended } });
  await world.alarm('worse', { severity: 'SEV2' });
  expect(singles(world).map(({ severity }) => severity)).toEqual(['SEV3', 'SEV2']);
});
