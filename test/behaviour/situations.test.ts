import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createHealthUrlLooker } from '../../adapters/http/health-url.ts';
import { type ExaminedSituation, startExaminedAccount } from './examined-situation.ts';
import { type Story, stories } from './situation-stories.ts';

let world: Awaited<ReturnType<typeof startExaminedAccount>>;
beforeAll(async () => {
  world = await startExaminedAccount((name, value) => vi.stubEnv(name, value));
});
afterAll(async () => {
  await world.account.stop();
  vi.unstubAllEnvs();
});

/** The stand-in's health target has no name of its own: whoever asks for the shop's is told that there is none. */
const noSuchName = createHealthUrlLooker({
  resolve: (_hostname, _options, done) =>
    done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []),
});

const examine = ({ situation, scenario, after }: Story): Promise<ExaminedSituation> =>
  world.examine(
    situation,
    scenario,
    after,
    situation === 'dns-failure'
      ? {
          resources: { healthUrls: [{ url: 'http://checkout.example.com/checkout' }] },
          lookers: { 'health-url': noSuchName },
        }
      : {},
  );

const nameOf = (resource = '-'): string => resource.replace(/^https?:\/\/[^/]+\//, '');

describe('the deployed adapters, asked over the wire of the official clients', () => {
  test.each(stories)('$situation: $cause', async (story) => {
    const { findings, judgement } = await examine(story);
    const wrong = findings.filter(
      ({ state, check }) => state !== 'healthy' && !(story.isBrief && check === 'service-graph'),
    );
    const { cause, scope, proposals, triggers } = judgement;
    expect({
      wrong: wrong.map(
        ({ check, resource, state, reason }) => `${check} ${nameOf(resource)} ${state} ${reason}`,
      ),
      cause: cause === undefined ? 'unknown' : `${cause.confidence} ${cause.kind}: ${cause.text}`,
      scope: scope.kind,
      first: proposals[0]?.command,
      triggers,
    }).toEqual({
      wrong: story.wrong,
      cause: story.cause,
      scope: story.scope,
      first: story.first,
      triggers: story.triggers ?? [],
    });
  });

  test('every situation of the project has its story', () => {
    const files = readdirSync('local/aws-account/situations').map((file) => file.replace(/\.yml$/, ''));
    expect(stories.map(({ situation }) => situation).sort()).toEqual(files.sort());
  });
});

test('a resource that does not exist is a gap that says so, and takes nothing else with it', async () => {
  const { findings, judgement } = await world.examine('healthy', 'outage', 3, {
    resources: {
      targetGroups: ['checkout-web', 'gone'],
      autoScalingGroups: ['checkout-web', 'gone'],
      databases: ['checkout-orders', 'gone'],
      databaseClusters: ['gone'],
      containerServices: ['shop/gone', 'gone/checkout'],
      pipelines: ['gone'],
      deploymentGroups: ['gone/gone'],
      logGroups: ['/gone'],
      loadBalancers: ['gone'],
    },
  });
  const gone = judgement.gaps.map(({ check, resource, reason }) => `${check} ${resource} ${reason}`);
  expect(gone.sort()).toEqual(
    [
      'container-service gone/checkout not-found',
      'container-service shop/gone not-found',
      'database gone not-found',
      'database gone not-found',
      'database-load gone not-found',
      'database-load gone not-found',
      'deployment-group gone/gone not-found',
      'log-errors /gone not-found',
      'pipeline gone not-found',
      'scaling-group gone not-found',
      'target-health gone not-found',
      'target-health gone not-found',
    ].sort(),
  );
  const seen = findings
    .filter(({ state }) => state === 'healthy')
    .map(({ check, resource }) => `${check} ${resource}`);
  expect(seen).toEqual(
    expect.arrayContaining([
      'target-health checkout-web',
      'scaling-group checkout-web',
      'database checkout-orders',
      'database-load checkout-orders',
    ]),
  );
});
