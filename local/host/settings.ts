import { resolve } from 'node:path';
import { HostError } from '../kernel/host-error.ts';

/** What the host takes from its environment. */
export interface Settings {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absent: the state folder's token is used, or one is made. */
  readonly token?: string;
  /** So many seconds of the domain's durations pass in one. */
  readonly timeScale: number;
  readonly stateDir: string;
  readonly region: string;
  /** The situation of the stand-in AWS account: one of the project's by its name, or a file. */
  readonly situation: string;
  /** What triage examines: the stand-in account, or AWS itself with the caller's own credentials. */
  readonly triage: 'situation' | 'aws';
  /** Whether what is knowingly inert, and events without a rule, are printed. */
  readonly debug: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const bad = (name: string, value: string, expected: string): never => {
  throw new HostError(`${name} is "${value}": expected ${expected}.`);
};

const given = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  return bad('PORT', text, 'a port from 1 to 65535, or 0 for any free one');
};

const timeScaleOf = (text: string): number => {
  const scale = Number(text);
  if (Number.isFinite(scale) && scale > 0 && scale <= 3600) return scale;
  return bad(
    'TOCSIN_TIME_SCALE',
    text,
    'a number above 0 and up to 3600; 60 makes five minutes pass in five seconds',
  );
};

/** As the API takes them: visible ASCII, up to 512 characters. The value is never printed. */
const tokenOf = (text: string): string => {
  if (/^[\x21-\x7e]{1,512}$/.test(text)) return text;
  throw new HostError(
    'TOCSIN_TOKEN is not usable: expected 1 to 512 characters of visible ASCII, no spaces.',
  );
};

const regionOf = (text: string): string =>
  /^[a-z]{2}(-[a-z]+)+-\d$/.test(text) ? text : bad('AWS_REGION', text, 'a region such as eu-west-1');

const triageOf = (environment: Environment): Settings['triage'] => {
  const triage = given(environment, 'TOCSIN_TRIAGE');
  if (triage === undefined) return 'situation';
  if (triage !== 'aws') return bad('TOCSIN_TRIAGE', triage, 'aws, or nothing for the stand-in AWS account');
  const situation = given(environment, 'TOCSIN_SITUATION');
  if (situation !== undefined)
    return bad(
      'TOCSIN_SITUATION',
      situation,
      'none with TOCSIN_TRIAGE=aws, which examines AWS itself: set one of the two',
    );
  return 'aws';
};

/** Reads the settings; throws HostError that names the first one that is wrong. */
export const readSettings = (environment: Environment): Settings => {
  const token = given(environment, 'TOCSIN_TOKEN');
  return {
    port: portOf(given(environment, 'PORT') ?? '3000'),
    timeScale: timeScaleOf(given(environment, 'TOCSIN_TIME_SCALE') ?? '1'),
    stateDir: resolve(given(environment, 'TOCSIN_STATE_DIR') ?? '.local'),
    situation: given(environment, 'TOCSIN_SITUATION') ?? 'healthy',
    triage: triageOf(environment),
    region: regionOf(given(environment, 'AWS_REGION') ?? 'us-east-1'),
    debug: (given(environment, 'LOG_LEVEL') ?? 'INFO').toUpperCase() === 'DEBUG',
    ...(token === undefined ? {} : { token: tokenOf(token) }),
  };
};
