import { expect, test } from 'vitest';
import { serviceOfMadeAlarm } from '../../../domain/signal/made-alarm.ts';

test('an alarm that this stack made names its service', () => {
  expect(serviceOfMadeAlarm('tocsin-prod/web shop/cpu/shop-web', 'tocsin-prod-')).toBe('web shop');
  expect(serviceOfMadeAlarm('tocsin-prod/shop/container-cpu/shop/basket', 'tocsin-prod-')).toBe('shop');
});

test.each([
  ['tocsin-test/shop/cpu/shop-web', 'of another stage'],
  ['tocsin-prod-intake-late', 'of the stack itself'],
  ['tocsin-prod/shop/cpu', 'of no resource'],
  ['tocsin-prod//cpu/shop-web', 'of no service'],
  ['shop/tocsin-prod/shop/cpu/web', 'that only mentions one'],
  ['', 'without a name'],
])('an alarm called "%s", %s, names none', (name) => {
  expect(serviceOfMadeAlarm(name, 'tocsin-prod-')).toBeUndefined();
});

test('a stack that makes no alarms has made none', () => {
  expect(serviceOfMadeAlarm('/shop/cpu/shop-web', '')).toBeUndefined();
  expect(serviceOfMadeAlarm('tocsin-prod/shop/cpu/shop-web', 'tocsin-prod')).toBeUndefined();
});
