import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../local/host/settings.ts';

describe('settings', () => {
  test('without any, the host listens on 3000 and keeps its state under .local', () => {
    expect(readSettings({})).toMatchObject({ port: 3000, timeScale: 1, region: 'us-east-1', debug: false });
    expect(readSettings({}).stateDir).toMatch(/\.local$/);
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['TOCSIN_TIME_SCALE', '0'],
    ['TOCSIN_TIME_SCALE', 'fast'],
    ['TOCSIN_TIME_SCALE', '-60'],
    ['AWS_REGION', 'Ireland'],
    ['TOCSIN_TRIAGE', 'azure'],
  ])('%s=%s is refused by name and value', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} is "${value}"`);
  });

  test.each(['with spaces in the middle', 'ünïcödé-token', 'x'.repeat(513)])(
    'token "%s" is refused without being shown',
    (token) => {
      expect(() => readSettings({ TOCSIN_TOKEN: token })).toThrow(/^TOCSIN_TOKEN is not usable/);
      expect(() => readSettings({ TOCSIN_TOKEN: token })).not.toThrow(token);
    },
  );

  test('AWS itself is examined, or a situation: not both', () => {
    expect(readSettings({ TOCSIN_TRIAGE: 'aws' }).triage).toBe('aws');
    expect(() => readSettings({ TOCSIN_TRIAGE: 'aws', TOCSIN_SITUATION: 'zone-out' })).toThrow(
      'TOCSIN_SITUATION is "zone-out": expected none with TOCSIN_TRIAGE=aws',
    );
  });

  test('an empty variable is one that is not set', () => {
    expect(readSettings({ PORT: '', TOCSIN_TOKEN: '' })).toMatchObject({ port: 3000 });
  });
});
