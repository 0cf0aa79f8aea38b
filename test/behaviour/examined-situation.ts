import { defaults } from '../../config/schema/defaults.ts';
import type { Estate } from '../../domain/kernel/estate.ts';
import type { Scenario } from '../../domain/kernel/scenario.ts';
import type { Metric, Signal } from '../../domain/signal/signal.ts';
import { dependenciesOf } from '../../domain/triage/dependencies-of.ts';
import { estateOf } from '../../domain/triage/estate-of.ts';
import type { Finding } from '../../domain/triage/finding.ts';
import { judge } from '../../domain/triage/judge.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import { lookersIn } from '../../functions/triage-incident/lookers.ts';
import { within } from '../../functions/triage-incident/within.ts';
import { accountVariables } from '../../local/aws-account/account-variables.ts';
import { startAccount } from '../../local/aws-account/start-account.ts';
import type { Lookers } from '../../protocol/ports/check.ts';
import { lookAt } from '../../protocol/triage/look-at.ts';
import type { TriageShell } from '../../protocol/triage/triage-shell.ts';
import { sampleIncident, sampleSignal } from '../contract/sample-records.ts';
import { createWorld, MINUTE } from './world.ts';

const REGION = 'eu-west-1';

/** Everything of the shop "checkout", as its team would list it. `private`: the stand-in answers on loopback. */
const shop = (healthUrl: string): Partial<Estate> => ({
  healthUrls: [{ url: `${healthUrl}/checkout`, isPrivate: true }],
  loadBalancers: ['checkout'],
  autoScalingGroups: ['checkout-web'],
  databases: ['checkout-orders', 'checkout-orders-replica'],
  containerServices: ['shop/checkout'],
  pipelines: ['checkout-release'],
  deploymentGroups: ['checkout/checkout-web'],
  logGroups: ['/shop/checkout'],
});

/** The alarm of the load balancer names it as CloudWatch does. */
const alarmed: Metric = {
  namespace: 'AWS/ApplicationELB',
  name: 'HTTPCode_Target_5XX_Count',
  stat: 'Sum',
  dimensions: { LoadBalancer: 'app/checkout/4f1d2c3b5a697887' },
};

/** What differs from the shop, and from how it is looked at. */
interface Differently {
  readonly resources?: Partial<Estate>;
  readonly lookers?: Partial<Lookers>;
  /** What the incident is about; without one it is the load balancer's alarm. */
  readonly signal?: Signal;
}

export interface ExaminedSituation {
  readonly findings: readonly Finding[];
  readonly judgement: Judgement;
}

/** The stand-in AWS account, asked by the deployed adapters over the clients' own protocols. */
export const startExaminedAccount = async (setVariable: (name: string, value: string) => void) => {
  const credentials = { accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'secret-of-the-test' };
  const account = await startAccount({
    situation: 'healthy',
    region: REGION,
    accountId: '111122223333',
    credentials,
    timeScale: 1,
    print: () => {},
  });
  const variables = {
    ...accountVariables(account.url),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  for (const [name, value] of Object.entries(variables)) setVariable(name, value);

  /** One run of an incident of this scenario, whose onset was so many minutes ago. */
  const examine = async (
    situation: string,
    scenario: Scenario,
    onsetMinutesAgo: number,
    more: Differently = {},
  ): Promise<ExaminedSituation> => {
    await account.change(situation);
    const nowMs = Date.now();
    const signal = sampleSignal('alarm');
    const known = more.signal ?? { ...signal.transition.signal, region: REGION, metrics: [alarmed] };
    const signals = [{ ...signal, transition: { ...signal.transition, signal: known } }];
    const listed = { ...shop(account.healthUrl), ...more.resources };
    const services = [{ name: 'checkout', resources: listed } as (typeof defaults.services)[number]];
    const estate = estateOf('checkout', [known], { services });
    const shell: TriageShell = {
      ...createWorld(defaults).shell,
      lookersIn: (region) => ({ ...lookersIn(region), ...more.lookers }),
      ...{ within, clean: (text: string) => text, account: undefined, region: REGION, now: Date.now },
      findings: { putRun: async () => {} },
    };
    const onsetMs = nowMs - onsetMinutesAgo * MINUTE;
    const dependencies = dependenciesOf('checkout', estate, { services });
    const scene = { onsetMs, nowMs, scenario, estate, region: REGION, dependencies, signals };
    const findings = await lookAt(shell, 1, scene);
    return { findings, judgement: judge(sampleIncident({ scenario }), 1, findings, scene) };
  };
  return { account, examine };
};
