import { describe, expect, test } from 'vitest';
import { messageStructureOf } from '../../../adapters/sns/message-structure.ts';
import { renderNotice } from '../../../adapters/sns/render-notice.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { MINUTE, sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

const incident = sampleIncident({ id: 'k7q2m-1', title: 'checkout-no-healthy-targets' });
const notice = sampleNotice('k7q2m-1.1.primary.primary');
const said: Incident['said'] = {
  ...{ impact: 'nobody can pay', progress: 'rolling back', nextSteps: 'watch it', affectedUsers: '1,200' },
  ...{ rootCause: 'a bad release', resolution: 'rolled back', prevention: 'a canary' },
  estimatedResolutionAtMs: T0 + 30 * MINUTE,
  statements: [{ statement: 'triaged', by: 'ada', atMs: T0 }],
};
const textsOf = (of: { incident?: Partial<Incident>; notice?: Partial<Notice> } = {}) =>
  renderNotice({
    incident: { ...incident, ...of.incident },
    notice: { ...notice, ...of.notice },
    nowMs: T0 + 42 * MINUTE,
  }).texts;

/** Byte for byte: people and programs know these texts. */
describe('what is published of', () => {
  test('a page', () => {
    const rendered = renderNotice({ incident, notice, nowMs: T0 + 42 * MINUTE });
    const json =
      '{"id":"k7q2m-1.1.primary.primary","at":"2026-03-14T09:26:53.000Z","audience":"primary","kind":"page","reason":"opened","incidentId":"k7q2m-1","title":"checkout-no-healthy-targets","status":"investigating","severity":"SEV2","scenario":"outage","service":"checkout","episode":1,"rung":"primary","openedAt":"2026-03-14T09:26:53.000Z","startedAt":"2026-03-14T09:26:53.000Z","components":["loadbalancer/checkout"],"classification":{"rule":"error-rate","reason":"12.5 % of the requests failed"}}';
    const sms = 'SEV2 INCIDENT: checkout-no-healthy-targets since 09:26Z k7q2m-1.1.primary.primary';
    const email =
      'INCIDENT: checkout-no-healthy-targets\n\nIncident: k7q2m-1\nSeverity: SEV2\nService: checkout\nScenario: outage\nImpact: not known yet\nStarted: 2026-03-14 09:26 UTC\nLooking at: 12.5 % of the requests failed\nFailing: loadbalancer/checkout\nNext update: not known yet\nReason: opened\nNotice: k7q2m-1.1.primary.primary\n';
    expect(rendered).toEqual({
      id: 'k7q2m-1.1.primary.primary',
      ...{ audience: 'primary', kind: 'page', severity: 'SEV2', scenario: 'outage' },
      texts: { subject: '[SEV2] INCIDENT: checkout-no-healthy-targets', sms, email, json },
    });
    const structure = { default: json, email, sms, http: json, https: json, sqs: json, lambda: json };
    expect(messageStructureOf(rendered)).toBe(JSON.stringify(structure));
  });

  test('a later page that goes to the fallback instead', () => {
    const texts = textsOf({
      notice: {
        id: 'k7q2m-1.1.secondary.secondary.fallback',
        ...{ audience: 'fallback', insteadOf: 'secondary', reason: 'no-response', rung: 'secondary' },
        nextUpdateAtMs: T0 + 15 * MINUTE,
      },
    });
    expect(texts).toEqual({
      subject: '[SEV2] INCIDENT: checkout-no-healthy-targets',
      sms: 'SEV2 INCIDENT: checkout-no-healthy-targets (no-response) since 09:26Z k7q2m-1.1.secondary.secondary.fallback',
      email:
        'INCIDENT: checkout-no-healthy-targets\n\n(This was for secondary, who could not be reached.)\n\nIncident: k7q2m-1\nSeverity: SEV2\nService: checkout\nScenario: outage\nImpact: not known yet\nStarted: 2026-03-14 09:26 UTC\nLooking at: 12.5 % of the requests failed\nFailing: loadbalancer/checkout\nNext update: 2026-03-14 09:41 UTC\nReason: no-response\nNotice: k7q2m-1.1.secondary.secondary.fallback\n',
      json: '{"id":"k7q2m-1.1.secondary.secondary.fallback","at":"2026-03-14T09:26:53.000Z","audience":"fallback","insteadOf":"secondary","kind":"page","reason":"no-response","incidentId":"k7q2m-1","title":"checkout-no-healthy-targets","status":"investigating","severity":"SEV2","scenario":"outage","service":"checkout","episode":1,"rung":"secondary","openedAt":"2026-03-14T09:26:53.000Z","startedAt":"2026-03-14T09:26:53.000Z","nextUpdateAt":"2026-03-14T09:41:53.000Z","components":["loadbalancer/checkout"],"classification":{"rule":"error-rate","reason":"12.5 % of the requests failed"}}',
    });
  });

  test('a status update with what people have said', () => {
    const { rung: _, ...update } = notice;
    const texts = renderNotice({
      incident: {
        ...incident,
        said,
        onsetAtMs: T0 - 5 * MINUTE,
        episode: { ...incident.episode, acknowledgedAtMs: T0, acknowledgedBy: 'ada' },
      },
      notice: {
        ...update,
        id: 'k7q2m-1.1.update-8.stakeholders',
        ...{ audience: 'stakeholders', kind: 'update', reason: 'status-update' },
        nextUpdateAtMs: T0 + 60 * MINUTE,
      },
      nowMs: T0 + 42 * MINUTE,
    }).texts;
    expect(texts).toEqual({
      subject: '[SEV2] UPDATE: checkout-no-healthy-targets',
      sms: 'SEV2 UPDATE: checkout-no-healthy-targets since 09:21Z k7q2m-1.1.update-8.stakeholders',
      email:
        'UPDATE: checkout-no-healthy-targets\n\nIncident: k7q2m-1\nStatus: investigating\nSeverity: SEV2\nService: checkout\nDuration: 42 min\nAcknowledged: ada\nImpact: nobody can pay\nProgress: rolling back\nNext steps: watch it\nEstimated resolution: 2026-03-14 09:56 UTC\nNext update: 2026-03-14 10:26 UTC\nReason: status-update\nNotice: k7q2m-1.1.update-8.stakeholders\n',
      json: '{"id":"k7q2m-1.1.update-8.stakeholders","at":"2026-03-14T09:26:53.000Z","audience":"stakeholders","kind":"update","reason":"status-update","incidentId":"k7q2m-1","title":"checkout-no-healthy-targets","status":"investigating","severity":"SEV2","scenario":"outage","service":"checkout","episode":1,"openedAt":"2026-03-14T09:26:53.000Z","startedAt":"2026-03-14T09:21:53.000Z","acknowledgedBy":"ada","nextUpdateAt":"2026-03-14T10:26:53.000Z","components":["loadbalancer/checkout"],"classification":{"rule":"error-rate","reason":"12.5 % of the requests failed"},"impact":"nobody can pay","progress":"rolling back","nextSteps":"watch it","affectedUsers":"1,200","rootCause":"a bad release","resolution":"rolled back","prevention":"a canary","estimatedResolutionAt":"2026-03-14T09:56:53.000Z","statements":["triaged"]}',
    });
  });

  test('a resolution by a person', () => {
    const resolved = { status: 'resolved', resolvedAtMs: T0 + 200 * MINUTE, resolvedBy: 'ada' } as const;
    const texts = textsOf({
      incident: { ...resolved, said },
      notice: { id: 'k7q2m-1.1.resolution-11.primary', kind: 'resolution', reason: 'resolved' },
    });
    expect(texts).toEqual({
      subject: '[SEV2] RESOLVED: checkout-no-healthy-targets',
      sms: 'SEV2 RESOLVED: checkout-no-healthy-targets k7q2m-1.1.resolution-11.primary',
      email:
        'RESOLVED: checkout-no-healthy-targets\n\nIncident: k7q2m-1\nSeverity: SEV2\nService: checkout\nDuration: 3 h 20 min\nRoot cause: a bad release\nImpact: nobody can pay\nAffected users: 1,200\nResolution: rolled back\nPrevention: a canary\nNext steps: watch it\nReason: resolved\nNotice: k7q2m-1.1.resolution-11.primary\n',
      json: '{"id":"k7q2m-1.1.resolution-11.primary","at":"2026-03-14T09:26:53.000Z","audience":"primary","kind":"resolution","reason":"resolved","incidentId":"k7q2m-1","title":"checkout-no-healthy-targets","status":"resolved","severity":"SEV2","scenario":"outage","service":"checkout","episode":1,"rung":"primary","openedAt":"2026-03-14T09:26:53.000Z","startedAt":"2026-03-14T09:26:53.000Z","resolvedAt":"2026-03-14T12:46:53.000Z","components":["loadbalancer/checkout"],"classification":{"rule":"error-rate","reason":"12.5 % of the requests failed"},"impact":"nobody can pay","progress":"rolling back","nextSteps":"watch it","affectedUsers":"1,200","rootCause":"a bad release","resolution":"rolled back","prevention":"a canary","estimatedResolutionAt":"2026-03-14T09:56:53.000Z","statements":["triaged"]}',
    });
  });

  test('a resolution of which nobody has said anything', () => {
    const resolved = { status: 'resolved', resolvedAtMs: T0 + 200 * MINUTE, resolvedBy: 'tocsin' } as const;
    const { email } = textsOf({
      incident: resolved,
      notice: { id: 'k7q2m-1.1.resolution-11.primary', kind: 'resolution', reason: 'resolved' },
    });
    expect(email).toBe(
      'RESOLVED: checkout-no-healthy-targets\n\nIncident: k7q2m-1\nSeverity: SEV2\nService: checkout\nDuration: 3 h 20 min\nRoot cause: not known yet\nImpact: not known yet\nAffected users: not known yet\nResolution: all signals cleared by themselves\nPrevention: not known yet\nNext steps: monitoring and investigation\nReason: resolved\nNotice: k7q2m-1.1.resolution-11.primary\n',
    );
  });

  test('a title that is too long for an SMS', () => {
    const { sms } = textsOf({
      incident: { title: 'a-very-long-name-that-goes-on-'.repeat(6) },
      notice: { id: 'k7q2m-1.1.stakeholders-3.stakeholders', kind: 'stakeholders', reason: 'due' },
    });
    expect(sms).toBe(
      'SEV2 INCIDENT: a-very-long-name-that-goes-on-a-very-long-name-that-goes-on-a-very-long-name-that-goes-on-a-.. since 09:26Z k7q2m-1.1.stakeholders-3.stakeholders',
    );
  });
});

describe('the SMS of a title in another script', () => {
  const title = 'checkout: сбой оплаты';

  test('of a page says severity, title and id', () => {
    const { sms } = textsOf({ incident: { title }, notice: { reason: 'no-response' } });
    expect(sms).toBe('SEV2: checkout: сбой оплаты k7q2m-1.1.primary.primary');
  });

  test('of what has become of it says that, too', () => {
    const { sms } = textsOf({ incident: { title }, notice: { kind: 'resolution', reason: 'resolved' } });
    expect(sms).toBe('SEV2 RESOLVED: checkout: сбой оплаты k7q2m-1.1.primary.primary');
  });

  test('carries the id by which one acknowledges where the notice’s own is too long', () => {
    const id = 'k7q2m-1.1.limits-block-scaling.external-support.fallback';
    const { sms } = textsOf({ incident: { title }, notice: { id } });
    expect(sms).toBe('SEV2: checkout: сбой оплаты k7q2m-1');
  });
});
