import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  PutScalingPolicyCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  CreateFlowLogsCommand,
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { clientOf } from '../../local/aws-account/running-account.ts';

/** The role that everything in moto has. */
export const roleArn = 'arn:aws:iam::123456789012:role/shop';

type Settings = ReturnType<typeof clientOf>;

const zones = ['eu-west-1a', 'eu-west-1b'];

const subnetsOf = async (client: EC2Client): Promise<readonly string[]> => {
  const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({}));
  return Subnets.filter(({ AvailabilityZone: zone }) => zones.includes(zone ?? '')).map(
    ({ SubnetId: id }) => id ?? '',
  );
};

/** Load balancer, target group, Auto Scaling group and what they launch by. Returns the target group's ARN. */
export const makeCompute = async (settings: Settings): Promise<string> => {
  const machines = new EC2Client(settings);
  const balancers = new ElasticLoadBalancingV2Client(settings);
  const groups = new AutoScalingClient(settings);
  const subnets = await subnetsOf(machines);
  const made = await balancers.send(
    new CreateLoadBalancerCommand({ Name: 'checkout', Subnets: [...subnets] }),
  );
  const targets = await balancers.send(
    new CreateTargetGroupCommand({
      Name: 'checkout-web',
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: made.LoadBalancers?.[0]?.VpcId ?? '',
    }),
  );
  const TargetGroupArn = targets.TargetGroups?.[0]?.TargetGroupArn ?? '';
  await balancers.send(
    new CreateListenerCommand({
      LoadBalancerArn: made.LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  const LaunchTemplateName = 'checkout-web';
  const LaunchTemplateData = { ImageId: 'ami-12c6146b', InstanceType: 'm5.large' } as const;
  await machines.send(new CreateLaunchTemplateCommand({ LaunchTemplateName, LaunchTemplateData }));
  for (let version = 2; version <= 7; version += 1)
    await machines.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateName,
        LaunchTemplateData,
        VersionDescription: 'next',
      }),
    );
  await groups.send(
    new CreateAutoScalingGroupCommand({
      ...{ AutoScalingGroupName: 'checkout-web', MinSize: 2, MaxSize: 8, DesiredCapacity: 4 },
      LaunchTemplate: { LaunchTemplateName, Version: '$Default' },
      TargetGroupARNs: [TargetGroupArn],
      VPCZoneIdentifier: subnets.join(','),
    }),
  );
  await groups.send(
    new PutScalingPolicyCommand({
      ...{
        AutoScalingGroupName: 'checkout-web',
        PolicyName: 'keep-cpu-at-half',
        PolicyType: 'TargetTrackingScaling',
      },
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 50,
      },
    }),
  );
  await machines.send(
    new CreateFlowLogsCommand({
      ...{ ResourceType: 'VPC', ResourceIds: [made.LoadBalancers?.[0]?.VpcId ?? ''], TrafficType: 'ALL' },
      ...{ LogGroupName: '/shop/flow', DeliverLogsPermissionArn: roleArn },
    }),
  );
  return TargetGroupArn;
};

/** A service of containers behind the target group. Returns a task's ARN. */
export const makeContainers = async (settings: Settings, targetGroupArn: string): Promise<string> => {
  const client = new ECSClient(settings);
  await client.send(new CreateClusterCommand({ clusterName: 'shop' }));
  const containerDefinitions = [
    { name: 'checkout', image: 'shop/checkout', memory: 512, portMappings: [{ containerPort: 8080 }] },
  ];
  await client.send(
    new RegisterTaskDefinitionCommand({
      ...{ family: 'checkout', containerDefinitions, networkMode: 'awsvpc', cpu: '256', memory: '512' },
      requiresCompatibilities: ['FARGATE'],
    }),
  );
  const machines = new EC2Client(settings);
  const { SecurityGroups = [] } = await machines.send(new DescribeSecurityGroupsCommand({}));
  const securityGroups = SecurityGroups.slice(0, 1).map(({ GroupId: id }) => id ?? '');
  const subnets = await subnetsOf(machines);
  const networkConfiguration = { awsvpcConfiguration: { subnets: [...subnets], securityGroups } };
  await client.send(
    new CreateServiceCommand({
      ...{
        cluster: 'shop',
        serviceName: 'checkout',
        taskDefinition: 'checkout',
        desiredCount: 1,
        launchType: 'FARGATE',
      },
      loadBalancers: [{ targetGroupArn, containerName: 'checkout', containerPort: 8080 }],
      networkConfiguration,
    }),
  );
  const { tasks } = await client.send(
    new RunTaskCommand({
      cluster: 'shop',
      taskDefinition: 'checkout',
      launchType: 'FARGATE',
      networkConfiguration,
    }),
  );
  return tasks?.[0]?.taskArn ?? '';
};
