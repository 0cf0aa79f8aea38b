import type { Estate, Situation } from '../situation/situation.ts';

/** What a situation means in time and place. */
export interface Timeline {
  readonly onsetMs: number;
  readonly accountId: string;
  /** The region of all that says no other. */
  readonly home: string;
  readonly situation: Situation;
  /** The estate of a region at a time. */
  estateAt(region: string, ms: number): Estate;
  /** The estate of all regions at a time. */
  whole(ms: number): Estate;
}

type Resources = Readonly<Record<string, { readonly region?: string | undefined }>>;

const isEverywhere = new Set(['hostedZones', 'healthChecks', 'events', 'trouble']);

const inRegion = (estate: Estate, home: string, region: string): Estate => {
  const here = ({ region: written = home }: { readonly region?: string | undefined }) => written === region;
  const filtered = Object.entries(estate).map(([section, resources]) => {
    if (isEverywhere.has(section)) return [section, resources];
    if (Array.isArray(resources)) return [section, resources.filter(here)];
    return [
      section,
      Object.fromEntries(Object.entries(resources as Resources).filter(([, one]) => here(one))),
    ];
  });
  return Object.fromEntries(filtered) as Estate;
};

interface Settings {
  readonly region: string;
  readonly accountId: string;
  /** When the situation is put on. */
  readonly startedAtMs: number;
  /** Stages come so much faster. */
  readonly timeScale: number;
}

/** A situation that is put on now, in this account. */
export const makeTimeline = (situation: Situation, settings: Settings): Timeline => {
  const home = situation.region ?? settings.region;
  const stages = situation.stages.map(({ afterMs, estate }) => ({
    fromMs: settings.startedAtMs + afterMs / settings.timeScale,
    estate,
    byRegion: new Map<string, Estate>(),
  }));
  const stageAt = (ms: number) => {
    const stage = stages.findLast(({ fromMs }) => fromMs <= ms) ?? stages[0];
    if (stage === undefined) throw new Error('a situation has a first stage');
    return stage;
  };
  return {
    onsetMs: settings.startedAtMs - situation.beganMs,
    accountId: situation.account ?? settings.accountId,
    home,
    situation,
    estateAt: (region, ms) => {
      const stage = stageAt(ms);
      const known = stage.byRegion.get(region) ?? inRegion(stage.estate, home, region);
      stage.byRegion.set(region, known);
      return known;
    },
    whole: (ms) => stageAt(ms).estate,
  };
};
