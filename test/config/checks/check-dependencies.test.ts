import { expect, test } from 'vitest';
import { parseConfiguration } from '../../../config/parse.ts';
import { contacts, mistakesIn } from '../mistakes-in.ts';

const dependingOn = (names: string): string => `services:
  - { name: checkout, match: [{ alarm: checkout-* }], resources: { dependsOn: ${names} } }
  - { name: orders, match: [{ alarm: orders-* }] }
`;

test('services that are listed may depend on each other', () => {
  const parsed = parseConfiguration(contacts + dependingOn('[orders]'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  expect(parsed.configuration.services[0]?.resources).toEqual({ dependsOn: ['orders'] });
});

test.each([
  [
    '[order]',
    '5:80 services[0].resources.dependsOn[0]: "order" is not a service of this file: did you mean "orders"?',
  ],
  [
    '[checkout]',
    '5:80 services[0].resources.dependsOn[0]: "checkout" is the service itself: name those that it calls',
  ],
])('%s is a mistake that says which is meant', (names, mistake) => {
  expect(mistakesIn(dependingOn(names))).toEqual([mistake]);
});

test('a service alone can depend on nobody', () => {
  const alone = 'services: [{ name: checkout, match: [{ alarm: a }], resources: { dependsOn: [orders] } }]';
  expect(mistakesIn(alone)[0]).toMatch(/"orders" is not a service of this file: list it under services$/);
});
