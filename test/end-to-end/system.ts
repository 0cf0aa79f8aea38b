import { inject } from 'vitest';
import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import type { DomainEventDetail } from '../../events/contracts/domain-events.ts';
import type { Endpoints } from '../../local/host/endpoints.ts';
import type { Notice } from '../../local/phones/notice.ts';
import { type Api, makeApi } from './api.ts';
import { type Doors, makeDoors } from './doors.ts';
import { makeRecord, type RecordedFacts } from './record.ts';
import { until } from './until.ts';

/** What a notice must be, member by member, and a text that its JSON must contain. */
export type NoticeFilter = Partial<Omit<Notice, 'texts'>> & { readonly saying?: string };

/** An event of the custom bus. */
export interface BusEvent {
  readonly 'detail-type': string;
  readonly source: string;
  readonly detail: DomainEventDetail;
}

/** A running Tocsin as the people and machines around it see it. */
export interface System extends Api, Doors, RecordedFacts {
  readonly endpoints: Endpoints;
  /** Notices that went out so far, oldest first. */
  notices(filter: NoticeFilter): Promise<readonly Notice[]>;
  /** Ids of those notices: an id that went out twice, as after a lost answer, is one notice. */
  noticeIds(filter: NoticeFilter): Promise<ReadonlySet<string>>;
  /** The first such notice, once it went out. */
  notice(filter: NoticeFilter): Promise<Notice>;
  /** A service's newest incident, once there is one. */
  incidentOf(service: string): Promise<IncidentAnswer>;
  /** An incident, once it is as `what` says. */
  once(id: string, what: string, is: (incident: IncidentAnswer) => boolean): Promise<IncidentAnswer>;
  /** An incident, once it owes nothing: what was decided is told and recorded, its signals too. */
  settled(id: string): Promise<IncidentAnswer>;
  /** Waits for an entry of this kind, and reason where one is given, in an incident's timeline. */
  told(id: string, kind: string, reason?: string): Promise<void>;
  /** Every incident of a service, newest first. */
  incidentsOf(service: string): Promise<readonly IncidentAnswer[]>;
  /** What the stack told programs about an incident on the custom bus, in the order of its ids. */
  eventsOf(id: string): Promise<readonly BusEvent[]>;
}

const fits = (notice: Notice, { saying, ...members }: NoticeFilter): boolean =>
  (saying === undefined || notice.texts.json.includes(saying)) &&
  Object.entries(members).every(([name, value]) => Reflect.get(notice, name) === value);

export const makeSystem = (endpoints: Endpoints): System => {
  const api = makeApi(endpoints);
  const notices = async (filter: NoticeFilter): Promise<readonly Notice[]> => {
    const { notices: all } = await api.get<{ notices: readonly Notice[] }>('/local/notices');
    return all.filter((notice) => fits(notice, filter));
  };
  const incidentsOf = async (service: string): Promise<readonly IncidentAnswer[]> => {
    const path = `/incidents?service=${encodeURIComponent(service)}`;
    return (await api.get<{ incidents: readonly IncidentAnswer[] }>(path)).incidents;
  };
  const once = (
    id: string,
    what: string,
    is: (incident: IncidentAnswer) => boolean,
  ): Promise<IncidentAnswer> =>
    until(`the incident ${id} ${what}`, async () => {
      const incident = await api.get<IncidentAnswer>(`/incidents/${id}`);
      return is(incident) ? incident : undefined;
    });
  return {
    ...api,
    once,
    settled: (id) => once(id, 'owes nothing', ({ pendingEffects }) => pendingEffects === 0),
    ...makeDoors(endpoints),
    ...makeRecord(endpoints),
    endpoints,
    notices,
    noticeIds: async (filter) => new Set((await notices(filter)).map(({ id }) => id)),
    incidentsOf,
    notice: (filter) => until(`the notice ${JSON.stringify(filter)}`, async () => (await notices(filter))[0]),
    incidentOf: (service) => until(`an incident of ${service}`, async () => (await incidentsOf(service))[0]),
    told: async (id, kind, reason) => {
      await until(`${kind} ${reason ?? ''} in the timeline of ${id}`, async () =>
        (await api.timeline(id)).find(
          (entry) => entry.kind === kind && (reason === undefined || entry.reason === reason),
        ),
      );
    },
    eventsOf: async (id) => {
      const { events } = await api.get<{ events: readonly BusEvent[] }>('/local/events');
      return events.filter(({ detail }) => detail.incident?.id === id);
    },
  };
};

/** The system that this run tests. */
export const systemUnderTest = (): System => makeSystem(inject('endpoints'));
