/** A mutant that no test can tell from the code, since it behaves the same, and why it does. */
export interface Equivalent {
  readonly path: string;
  /** The line on which it begins, from its first character that is no blank. */
  readonly on: string;
  /** As the code stands, on one line. */
  readonly code: string;
  /** What stands in its place. */
  readonly became: string;
  readonly why: string;
}

const SOMETHING = '["Stryker was here"]';

const ABSENT = 'a comparison with undefined is false';
const AFTER_THE_END = 'after the end stands no character, which is passed over';
const SILENT = 'an audience without a contact is passed over';

/** Each by its reason; `npm run mutate` refuses those that are killed or gone. */
export const equivalents: readonly Equivalent[] = [
  {
    path: 'domain/clocks/milestones.ts',
    on: 'const said = (incident.said.statements ?? []).reduce<Record<string, number>>((all, { statement, atMs }) => {',
    code: '[]',
    became: SOMETHING,
    why: 'a text has no statement, and the milestone of none is asked for',
  },
  {
    path: 'domain/clocks/updates.ts',
    on: 'if (facts.nextExpiryAtMs !== undefined) expectExpiry(draft, [facts.nextExpiryAtMs]);',
    code: 'facts.nextExpiryAtMs !== undefined',
    became: 'true',
    why: 'what is no number comes before no look that is planned',
  },
  {
    path: 'domain/correlation/alarm-rule.ts',
    on: 'for (let at = from; at < rule.length; at++) {',
    code: 'at < rule.length',
    became: 'at <= rule.length',
    why: AFTER_THE_END,
  },
  {
    path: 'domain/correlation/alarm-rule.ts',
    on: 'for (let at = 0; at < rule.length; ) {',
    code: 'at < rule.length',
    became: 'at <= rule.length',
    why: AFTER_THE_END,
  },
  {
    path: 'domain/escalation/escalate-command.ts',
    on: 'const recent = (draft.incident.escalatedByHandAtMs ?? []).filter((atMs) => atMs > nowMs - HOUR_MS);',
    code: '[]',
    became: SOMETHING,
    why: 'a text is later than no moment, so that it is filtered out',
  },
  {
    path: 'domain/escalation/escalate-command.ts',
    on: 'if (first !== undefined && recent.length >= MAX_AN_HOUR) {',
    code: 'first !== undefined',
    became: 'true',
    why: 'of ten there is a first',
  },
  {
    path: 'domain/escalation/rungs.ts',
    on: 'for (let guard = 0; guard < 100; guard++) {',
    code: 'guard < 100',
    became: 'guard <= 100',
    why: 'each round takes the next rung, a repeat or the end of quiet hours: the guard against a fault is not reached',
  },
  {
    path: 'domain/escalation/rungs.ts',
    on: 'for (let guard = 0; guard < 100; guard++) {',
    code: 'guard++',
    became: 'guard--',
    why: 'the guard against a fault is not reached',
  },
  {
    path: 'domain/escalation/rungs.ts',
    on: 'pageRepeat(draft, lastPagedRung(draft.incident)?.audiences ?? [], repeats + 1);',
    code: '[]',
    became: SOMETHING,
    why: SILENT,
  },
  {
    path: 'domain/escalation/rungs.ts',
    on: 'pageReminder(draft, rung?.audiences ?? [], reminders);',
    code: '[]',
    became: SOMETHING,
    why: SILENT,
  },
  {
    path: 'domain/escalation/rungs.ts',
    on: 'const isLast = policy.maxRepeats !== undefined && repeats + 1 >= policy.maxRepeats;',
    code: 'policy.maxRepeats !== undefined',
    became: 'true',
    why: ABSENT,
  },
  {
    path: 'domain/lifecycle/commands/acknowledge.ts',
    on: '(acknowledgedUntilMs === undefined || (untilMs !== undefined && untilMs <= acknowledgedUntilMs));',
    code: 'untilMs !== undefined',
    became: 'true',
    why: ABSENT,
  },
  {
    path: 'domain/lifecycle/say.ts',
    on: 'if (severity === undefined) return;',
    code: 'severity === undefined',
    became: 'false',
    why: 'no severity is worse than none, and the fix that failed has one',
  },
  {
    path: 'domain/lifecycle/act-on.ts',
    on: "if (before.fingerprint === act.request?.fingerprint) return { outcome: 'repeated' };",
    code: 'act.request?.fingerprint',
    became: 'act.request.fingerprint',
    why: 'what is remembered by the key of a request has one',
  },
  {
    path: 'domain/lifecycle/due.ts',
    on: 'if (atMs !== undefined && atMs <= nowMs) clock.run(draft, facts);',
    code: 'atMs !== undefined',
    became: 'true',
    why: ABSENT,
  },
  {
    path: 'domain/lifecycle/join.ts',
    on: '(metMitigationAtMs !== undefined && metMitigationAtMs === incident.mitigatedAtMs);',
    code: 'metMitigationAtMs !== undefined',
    became: 'true',
    why: 'what is mitigated says when it was',
  },
  {
    path: 'domain/lifecycle/alarm-facts.ts',
    on: "const [, partition = '', region = '', name = ''] = alarmArn.exec(arn) ?? [];",
    code: '[]',
    became: SOMETHING,
    why: 'its first member is not looked at',
  },
  {
    path: 'domain/lifecycle/open.ts',
    on: 'const byGravity = (a: Arrival, b: Arrival): number => (gravityOf(a) < gravityOf(b) ? -1 : 1);',
    code: 'gravityOf(a) < gravityOf(b)',
    became: 'gravityOf(a) <= gravityOf(b)',
    why: 'no two arrivals have the same signal and order',
  },
  {
    path: 'domain/notice/tell-audiences.ts',
    on: "const told = kind === 'update' ? [] : incident.told;",
    code: '[]',
    became: SOMETHING,
    why: SILENT,
  },
  {
    path: 'domain/notice/tell-audiences.ts',
    on: 'const all = [...new Set([...(isQuiet ? [] : updateAudiences[incident.severity]), ...told])];',
    code: '[]',
    became: SOMETHING,
    why: SILENT,
  },
  {
    path: 'protocol/wake/look.ts',
    on: 'const isOver = ({ expiresAtMs }: SignalRecord) => expiresAtMs !== undefined && expiresAtMs <= nowMs;',
    code: 'expiresAtMs !== undefined',
    became: 'true',
    why: ABSENT,
  },
  {
    path: 'protocol/wake/reconcile.ts',
    on: 'const { alarms } = await shell.store.readHeads({ keys: [], signalIds, incidentIds: [] });',
    code: '[]',
    became: SOMETHING,
    why: 'nothing is kept under that name, and nobody looks at what was found',
  },
  {
    path: 'protocol/wake/reconcile.ts',
    on: 'if (itemOrder !== undefined && itemOrder > signal.order && !(item?.active && isHome(item, incident))) {',
    code: 'itemOrder !== undefined',
    became: 'true',
    why: ABSENT,
  },
];
