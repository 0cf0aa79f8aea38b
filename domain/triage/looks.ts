import type { HealthUrl } from '../kernel/estate.ts';
import type { AwsEventFacts } from './facts/aws-events.ts';
import type { FunctionFacts, InstanceFacts } from './facts/compute.ts';
import type { DatabaseFacts } from './facts/database.ts';
import type { ContainerServiceFacts, DeploymentFacts } from './facts/deployments.ts';
import type { HealthAnswer } from './facts/health-answer.ts';
import type { LogFacts } from './facts/log-lines.ts';
import type { MetricFacts, MetricSubject } from './facts/metrics.ts';
import type { LaunchTemplateFacts, QuotaFacts, ScalingPolicyFacts } from './facts/scaling.ts';
import type { ScalingGroupFacts } from './facts/scaling-group.ts';
import type {
  FlowLogFacts,
  PrincipalFacts,
  PrincipalSubject,
  SecurityFindingFacts,
  TrailFacts,
} from './facts/security.ts';
import type { GraphFacts, GraphSubject } from './facts/service-graph.ts';
import type { TargetGroupFacts, TargetsSubject } from './facts/targets.ts';

/**
 * Every check by its name: what it is asked to look at, and what it then knows of each resource. A check is three parts:
 * a row here, an adapter that says how AWS answers it (functions/triage-incident/lookers.ts), and its meaning
 * (domain/triage/checks.ts). One that lacks a part does not compile.
 */
export interface Looks {
  readonly 'health-url': { readonly subject: HealthUrl; readonly facts: HealthAnswer };
  readonly 'target-health': { readonly subject: TargetsSubject; readonly facts: TargetGroupFacts };
  readonly 'load-balancer': { readonly subject: MetricSubject; readonly facts: MetricFacts };
  readonly 'scaling-group': { readonly subject: string; readonly facts: ScalingGroupFacts };
  readonly 'scaling-policies': { readonly subject: string; readonly facts: ScalingPolicyFacts };
  readonly 'launch-template': { readonly subject: string; readonly facts: LaunchTemplateFacts };
  readonly quotas: { readonly subject: string; readonly facts: QuotaFacts };
  readonly 'container-service': { readonly subject: string; readonly facts: ContainerServiceFacts };
  readonly 'instance-status': { readonly subject: string; readonly facts: InstanceFacts };
  readonly function: { readonly subject: string; readonly facts: FunctionFacts };
  readonly pipeline: { readonly subject: string; readonly facts: DeploymentFacts };
  readonly 'deployment-group': { readonly subject: string; readonly facts: DeploymentFacts };
  readonly database: { readonly subject: DatabaseSubject; readonly facts: DatabaseFacts };
  readonly 'database-load': { readonly subject: MetricSubject; readonly facts: MetricFacts };
  readonly 'alarm-metric': { readonly subject: MetricSubject; readonly facts: MetricFacts };
  readonly 'service-graph': { readonly subject: GraphSubject; readonly facts: GraphFacts };
  readonly 'log-errors': { readonly subject: string; readonly facts: LogFacts };
  readonly finding: { readonly subject: SecurityFindingFacts; readonly facts: SecurityFindingFacts };
  readonly 'principal-activity': { readonly subject: PrincipalSubject; readonly facts: PrincipalFacts };
  readonly trails: { readonly subject: string; readonly facts: TrailFacts };
  readonly 'flow-logs': { readonly subject: string; readonly facts: FlowLogFacts };
  readonly 'aws-events': { readonly subject: string; readonly facts: AwsEventFacts };
}

export interface DatabaseSubject {
  readonly kind: 'instance' | 'cluster';
  readonly name: string;
}

export type CheckName = keyof Looks;
