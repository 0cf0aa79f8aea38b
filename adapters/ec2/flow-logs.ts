import { DescribeFlowLogsCommand, type EC2Client, type FlowLog } from '@aws-sdk/client-ec2';
import type { FlowLogFacts } from '../../domain/triage/facts/security.ts';
import type { Looker } from '../../protocol/ports/check.ts';

/** Flow logs of each VPC, in one call; a VPC has a handful. */
export const createFlowLogsLooker =
  (client: EC2Client): Looker<'flow-logs'> =>
  async ({ subjects, signal }) => {
    const command = new DescribeFlowLogsCommand({
      Filter: [{ Name: 'resource-id', Values: [...subjects] }],
      MaxResults: 1_000,
    });
    const { FlowLogs = [] } = await client.send(command, { abortSignal: signal });
    return subjects.map((vpc) => ({
      resource: vpc,
      facts: { vpc, logs: FlowLogs.filter(({ ResourceId }) => ResourceId === vpc).map(logOf) },
    }));
  };

const logOf = (log: FlowLog): FlowLogFacts['logs'][number] => {
  const { FlowLogId, FlowLogStatus, DeliverLogsStatus, DeliverLogsErrorMessage } = log;
  return {
    id: FlowLogId ?? 'unknown',
    isActive: FlowLogStatus === 'ACTIVE',
    ...(DeliverLogsStatus === 'FAILED'
      ? { deliveryError: DeliverLogsErrorMessage ?? 'no reason given' }
      : {}),
  };
};
