import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { correlate, countsAsComponent } from '../../../domain/correlation/correlate.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { alarmNamed, alarmOn, classified, metric, raised } from '../classification/sample-signals.ts';

const of = (transition: Transition) => correlate(transition, classified(), defaults);

describe('the component', () => {
  const shop = { LoadBalancer: 'app/shop/50dc6c495c0c9188' };

  test('two alarms of one load balancer are one component', () => {
    const errors = of(alarmOn('AWS/ApplicationELB HTTPCode_Target_5XX_Count', {}, shop));
    const latency = of(
      alarmOn('AWS/ApplicationELB TargetResponseTime', {}, { ...shop, TargetGroup: 'targetgroup/web/1' }),
    );
    expect(errors.component).toBe(latency.component);
    expect(errors.component).toBe('load-balancer shop (eu-central-1, 210987654321)');
  });

  test('a load balancer and a database are two', () => {
    const database = of(alarmOn('AWS/RDS CPUUtilization', {}, { DBInstanceIdentifier: 'shop' }));
    expect(database.component).not.toBe(of(alarmOn('AWS/ApplicationELB RequestCount', {}, shop)).component);
  });

  test('the same name in another account or region is another component', () => {
    const here = raised({ metrics: [metric('AWS/RDS X', { DBInstanceIdentifier: 'orders' })] });
    const there = { ...here, signal: { ...here.signal, account: '333344445555' } };
    expect(of(there).component).not.toBe(of(here).component);
  });

  test("a team's own metrics of one namespace are one component", () => {
    expect(of(alarmOn('Shop/App Errors', {}, { Stage: 'live' })).component).toBe(
      of(alarmOn('Shop/App Latency', {}, { Stage: 'live' })).component,
    );
  });

  test('without a known dimension is the first of its metrics by name, in whatever order it tells them', () => {
    const one = metric('Shop/App Errors', { Stage: 'live', Area: 'eu' });
    const metrics = [metric('Shop/Web Errors'), metric('Shop/App Errors', { Stage: 'test' }), one];
    const component = 'Shop/App Area=eu Stage=live (eu-central-1, 210987654321)';
    expect(of(raised({ metrics })).component).toBe(component);
    expect(of(raised({ metrics: metrics.toReversed() })).component).toBe(component);
  });

  test('says as much of its place as is known', () => {
    const component = (region: string, account: string) =>
      of(raised({ name: 'x', region, account })).component;
    expect(component('', '')).toBe('alarm x');
    expect(component('eu-west-1', '')).toBe('alarm x (eu-west-1)');
    expect(component('', '1')).toBe('alarm x (1)');
  });

  test('a composite alarm does not count beside the alarms below it', () => {
    const composite = raised({
      name: 'shop health',
      alarmRule: 'ALARM("shop 5xx") OR ALARM("orders cpu")',
      resources: ['arn:aws:cloudwatch:eu-central-1:210987654321:alarm:shop 5xx'],
    });
    expect(of(composite).service).toBe('shop health');
    expect(countsAsComponent(of(composite).component)).toBe(false);
    expect(countsAsComponent(of(alarmNamed('shop 5xx')).component)).toBe(true);
  });
});
