import { own } from '../../kernel/own.ts';
import type { Scenario } from '../../kernel/scenario.ts';
import type { Severity } from '../../kernel/severity.ts';
import type { SignalKind } from '../../kernel/signal-kind.ts';
import { shownNumber } from '../../kernel/unit.ts';
import { isPublicEvent } from '../../signal/aws-event.ts';
import { directionOf } from './level.ts';
import type { BuiltInRule } from './rule.ts';
import { factNumber, factText, isAlarm, measures, type Seen } from './view.ts';

const isKind = (view: Seen, kind: SignalKind): boolean => view.signal.kind === kind;

/** AWS Health reports exposed keys or abuse from the account: breach indicators, SEV2. Scenario 3, Symptoms. */
const healthSecurity: BuiltInRule = {
  name: 'health-security',
  judge: (view) => {
    const code = factText(view, 'eventTypeCode');
    const namesABreach =
      factText(view, 'service') === 'ABUSE' ||
      factText(view, 'abuse') === 'true' ||
      /_(?:RISK|ABUSE|EXPOSED|COMPROMISED|SECURITY)(?:_|$)/.test(code);
    if (!isKind(view, 'health') || !namesABreach) return undefined;
    return { severity: 'SEV2', scenario: 'security', reason: `AWS Health: ${code || 'abuse'}` };
  },
};

/**
 * An AWS issue of a whole region or service that names nothing of this account: it may touch nobody here, and what it does
 * touch alarms by itself. Open incidents that it concerns are told: docs/adr/0030. A team rule that rates it wants it all the same. AWS Health User Guide, "About public events for
 * AWS Health".
 */
const healthPublic: BuiltInRule = {
  name: 'health-public',
  judge: (view) =>
    isPublicEvent(view.signal)
      ? { ignore: true, reason: 'AWS Health: a public event that names nothing of this account' }
      : undefined,
};

/**
 * An AWS issue that names this account is a partial outage: SEV2. An issue of a whole region may not touch the
 * service: SEV3. Service Outage Runbook, "Verify the Outage" ("Verify AWS services status").
 */
const healthIssue: BuiltInRule = {
  name: 'health-issue',
  judge: (view) => {
    if (!isKind(view, 'health')) return undefined;
    const category = factText(view, 'eventTypeCategory');
    if (category === 'accountNotification' || category === 'scheduledChange') {
      return { severity: 'SEV4', scenario: 'generic', reason: `AWS Health: ${category}` };
    }
    const own = factText(view, 'scope') === 'ACCOUNT_SPECIFIC';
    const reason = `AWS Health: ${category || 'event'} of ${factText(view, 'service') || 'a service'}${own ? ', of this account' : ''}`;
    return { severity: own ? 'SEV2' : 'SEV3', scenario: 'outage', reason };
  },
};

/** docs/requirements.md, Severity, and Emergency Response Procedures, scenario 2; the topics are those of the RDS events. */
const severityOfTopic: Readonly<Record<string, Severity>> = {
  availability: 'SEV2',
  failure: 'SEV2',
  storage: 'SEV2',
  memory: 'SEV2',
  replication: 'SEV2',
  'encryption-key': 'SEV2',
  failover: 'SEV3',
  recovery: 'SEV3',
  scaling: 'SEV3',
};

/** Whether an RDS event reports broken replication. */
export const replicationEvent = (view: Seen): boolean =>
  isKind(view, 'database-event') &&
  (factText(view, 'topic') === 'replication' ||
    /read replica|replication/i.test(factText(view, 'categories')));

/** "Replication failure": SEV2. Emergency Response Procedures, scenario 2, Escalation Triggers. */
const databaseEventReplication: BuiltInRule = {
  name: 'database-event-replication',
  judge: (view) => {
    if (!replicationEvent(view)) return undefined;
    return {
      severity: 'SEV2',
      scenario: 'database',
      reason: `replication: ${factText(view, 'eventId') || 'RDS event'}`,
    };
  },
};

/** RDS events: failure, availability, low storage SEV2, failover and recovery SEV3. Scenario 2. */
const databaseEvent: BuiltInRule = {
  name: 'database-event',
  judge: (view) => {
    if (!isKind(view, 'database-event')) return undefined;
    const topic = factText(view, 'topic');
    const known = own(severityOfTopic, topic);
    const reason = `RDS event ${factText(view, 'eventId')} (${topic || factText(view, 'categories') || 'no category'})`;
    return { severity: known ?? view.configuration.defaultSeverity, scenario: 'database', reason };
  },
};

const serviceActions: Readonly<Record<string, { severity: Severity; scenario: Scenario; text: string }>> = {
  SERVICE_TASK_START_IMPAIRED: { severity: 'SEV2', scenario: 'outage', text: 'tasks cannot start' },
  SERVICE_TASK_CONFIGURATION_FAILURE: {
    severity: 'SEV2',
    scenario: 'outage',
    text: 'tasks cannot be configured',
  },
  SERVICE_TASK_PLACEMENT_FAILURE: {
    severity: 'SEV3',
    scenario: 'auto-scaling',
    text: 'insufficient capacity for tasks',
  },
  SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED: {
    severity: 'SEV3',
    scenario: 'auto-scaling',
    text: 'a daemon cannot be placed',
  },
  SERVICE_DISCOVERY_INSTANCE_UNHEALTHY: {
    severity: 'SEV2',
    scenario: 'outage',
    text: 'health checks of a task fail',
  },
};

/**
 * What ECS reports of a service: tasks that cannot start are SEV2, tasks that cannot be placed SEV3. Scenarios 1 and
 * 4, Symptoms.
 */
const containerService: BuiltInRule = {
  name: 'container-service',
  judge: (view) => {
    const name = factText(view, 'eventName');
    if (!isKind(view, 'container-service') || name === ECS_FAILED) return undefined;
    const known = own(serviceActions, name);
    if (known !== undefined)
      return { severity: known.severity, scenario: known.scenario, reason: `ECS: ${known.text}` };
    return { severity: 'SEV3', scenario: 'generic', reason: `ECS: ${name || 'service event'}` };
  },
};

const ECS_FAILED = 'SERVICE_DEPLOYMENT_FAILED';

/**
 * A failed deployment leaves the earlier version running: a feature is not delivered, SEV3. Emergency Response
 * Procedures, "SEVERITY 3 - Medium". It is the first thing to look at in scenario 1.
 */
const deploymentFailed: BuiltInRule = {
  name: 'deployment-failed',
  judge: (view) => {
    const isEcs = isKind(view, 'container-service') && factText(view, 'eventName') === ECS_FAILED;
    if (!isKind(view, 'deployment') && !isEcs) return undefined;
    const what = ['pipeline', 'application', 'service'].map((name) => factText(view, name)).find(Boolean);
    return {
      severity: 'SEV3',
      scenario: 'generic',
      reason: `a deployment failed: ${what ?? view.signal.name}`,
    };
  },
};

/**
 * An expired or revoked certificate locks its users out. SEV2 from seven days before, so that a working week is left; earlier,
 * SEV3. Emergency Response Procedures, "Drill Scenarios", names the case and gives no limit. Never SEV1 by itself:
 * the certificate may be unused.
 */
const certificateExpiring: BuiltInRule = {
  name: 'certificate-expiring',
  judge: (view) => {
    const watched =
      isAlarm(view) && measures(view, 'days-to-expiry') && directionOf(view.transition) !== 'high';
    if (!isKind(view, 'certificate') && !watched) return undefined;
    const days = watched ? view.transition.value : factNumber(view, 'daysToExpiry');
    if (factText(view, 'revoked') === 'true')
      return { severity: 'SEV2', scenario: 'outage', reason: 'a certificate was revoked' };
    if (days === undefined)
      return { severity: 'SEV3', scenario: 'outage', reason: 'a certificate needs attention' };
    const reason =
      days <= 0 ? 'a certificate has expired' : `a certificate expires in ${shownNumber(days)} days`;
    return { severity: days <= 7 ? 'SEV2' : 'SEV3', scenario: 'outage', reason };
  },
};

export const otherSourceRules: readonly BuiltInRule[] = [
  healthSecurity,
  healthPublic,
  healthIssue,
  databaseEventReplication,
  databaseEvent,
  containerService,
  deploymentFailed,
  certificateExpiring,
];
