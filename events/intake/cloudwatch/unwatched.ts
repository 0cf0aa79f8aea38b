/**
 * Event types of the sources we watch that tell no trouble by themselves, or whose trouble comes to us by another
 * event. They are not in our rules; one that arrives all the same (a rule of somebody's own, a topic) is set aside as
 * `event-not-watched`. Any other type that intake does not know is paged raw.
 */
export const unwatchedDetailTypes: ReadonlySet<string> = new Set([
  // Steps of a launch or termination; a failure has its own event.
  'EC2 Instance-launch Lifecycle Action',
  'EC2 Instance-terminate Lifecycle Action',
  // Instance refreshes but for the failed ones, which are unknown here and therefore paged.
  'EC2 Auto Scaling Instance Refresh Started',
  'EC2 Auto Scaling Instance Refresh Succeeded',
  'EC2 Auto Scaling Instance Refresh Cancelled',
  'EC2 Auto Scaling Instance Refresh Checkpoint Reached',
  // Every start and stop of every task; trouble is told by service actions and deployments.
  'ECS Task State Change',
  'ECS Container Instance State Change',
  // Snapshots, parameters, proxies: nothing that serves users.
  'RDS DB Snapshot Event',
  'RDS DB Cluster Snapshot Event',
  'RDS DB Parameter Group Event',
  'RDS DB Security Group Event',
  'RDS DB Proxy Event',
  // A person chose findings and an action for them.
  'Security Hub Findings - Custom Action',
  'Security Hub Insight Results',
]);
