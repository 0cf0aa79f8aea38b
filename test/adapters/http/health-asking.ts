import type { RequestListener } from 'node:http';
import { createHealthUrlLooker, type HealthUrlOptions } from '../../../adapters/http/health-url.ts';
import type { HealthUrl } from '../../../domain/kernel/estate.ts';
import type { HealthAnswer } from '../../../domain/triage/facts/health-answer.ts';
import { asked } from '../../contract/asked.ts';
import { type HealthHost, startPlain } from './health-host.ts';

/** The hosts of a test file, which all stop after each test. */
export const createHealthHosts = () => {
  const hosts: HealthHost[] = [];
  const keep = (host: HealthHost): HealthHost => {
    hosts.push(host);
    return host;
  };
  return {
    keep,
    serve: async (behave: RequestListener): Promise<HealthHost> => keep(await startPlain(behave)),
    stop: async (): Promise<void> => {
      await Promise.all(hosts.splice(0).map((host) => host.stop()));
    },
  };
};

/** What a URL answers; one that is a text is listed as private. */
export const askHealth = async (
  url: HealthUrl | string,
  options: HealthUrlOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<HealthAnswer> => {
  const subject = typeof url === 'string' ? { url, isPrivate: true as const } : url;
  const [seen] = await createHealthUrlLooker(options)(asked<'health-url'>([subject], signal));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};

/** A DNS that answers each question with the next of these. */
export const resolvesTo = (...answers: readonly (readonly string[])[]): HealthUrlOptions => {
  const left = [...answers];
  return {
    resolve: (_hostname, _options, done) => {
      const addresses = left.length > 1 ? left.shift() : left[0];
      done(
        null,
        (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  };
};

export const publicly = (url: string): HealthUrl => ({ url });
