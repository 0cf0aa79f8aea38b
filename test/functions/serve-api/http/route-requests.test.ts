import { expect, test } from 'vitest';
import { noQuery, type Operation, pathId } from '../../../../events/contracts/api/operation.ts';
import { reply } from '../../../../functions/serve-api/http/reply.ts';
import { routeRequests } from '../../../../functions/serve-api/http/route-requests.ts';
import { type Ask, eventOf, lambdaContext } from '../api-world.ts';

const operation = (method: Operation['method'], path: string): Operation => ({
  method,
  path,
  summary: '',
  query: noQuery,
  answers: {},
  problems: [],
});

const operations = {
  listNotes: operation('GET', '/incidents/{id}/notes'),
  addNote: operation('POST', '/incidents/{id}/notes'),
  readNote: operation('GET', '/incidents/{id}/notes/{noteId}'),
  changeNote: operation('PATCH', '/incidents/{id}/notes/{noteId}'),
  readLatest: operation('GET', '/incidents/latest'),
  readIncident: operation('GET', '/incidents/{id}'),
};

/** Answers with what was routed. */
const route = routeRequests(operations, async ({ id, ids }, { rawPath, requestContext }) =>
  reply(200, { id, ids, rawPath, method: requestContext.http.method }),
);

const routed = async (path: string, ask: Ask = {}) =>
  JSON.parse((await route(eventOf(path, ask), lambdaContext)).body);

test('a path with two ids routes both', async () => {
  expect(await routed('/incidents/a-1/notes/n.2')).toMatchObject({
    id: 'readNote',
    ids: { id: 'a-1', noteId: 'n.2' },
  });
  expect(await routed('/incidents/a-1/notes/n.2', { method: 'PATCH' })).toMatchObject({ id: 'changeNote' });
  expect(await routed('/incidents/a-1/notes', { method: 'POST' })).toMatchObject({
    id: 'addNote',
    ids: { id: 'a-1' },
  });
});

test.each([
  '/incidents/a-1/notes/',
  '/incidents/a-1/notes/n 2',
  '/incidents/a-1/notes/%6E',
  '/incidents/a b/notes/n',
  '/incidents//notes/n',
  `/incidents/a-1/notes/${'n'.repeat(201)}`,
  '/incidents/a-1/notes/n/more',
  '',
])('a path of which one id does not fit is no path: %j', async (path) => {
  await expect(routed(path)).rejects.toMatchObject({
    slug: 'not-found',
    details: { reason: 'path-unknown' },
  });
});

test('a path that is written out goes before one with an id in its place', async () => {
  expect(await routed('/incidents/latest')).toMatchObject({ id: 'readLatest', ids: {} });
  expect(await routed('/incidents/later')).toMatchObject({ id: 'readIncident', ids: { id: 'later' } });
});

test('a call sees the request as it came, with its method and the name of the stage', async () => {
  expect(await routed('/live/incidents/a-1', { stage: 'live' })).toMatchObject({
    id: 'readIncident',
    rawPath: '/live/incidents/a-1',
  });
  expect(await routed('/incidents/a-1/notes', { method: 'POST' })).toMatchObject({ method: 'POST' });
});

test.each(['DELETE', 'PUT', 'TRACE', 'get', ''])(
  'the method %j is refused with what the path allows',
  async (method) => {
    const refused = {
      slug: 'method-not-allowed',
      details: { headers: { allow: 'GET, PATCH, HEAD, OPTIONS' } },
    };
    await expect(routed('/incidents/a-1/notes/n-2', { method })).rejects.toMatchObject(refused);
  },
);

test('an id that the path does not have is a mistake of ours', () => {
  expect(() => pathId({ id: 'a-1' }, 'noteId')).toThrow('the path has no id called noteId');
});
