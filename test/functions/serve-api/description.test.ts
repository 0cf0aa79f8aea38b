import { expect, test } from 'vitest';
import { describeApi } from '../../../events/contracts/api/openapi.ts';
import { readDescription } from '../../../functions/serve-api/description.ts';
import tocsin from '../../../package.json' with { type: 'json' };

test('what is bundled is the description that the schemas give', () => {
  expect(readDescription()).toEqual(JSON.parse(JSON.stringify(describeApi(tocsin.version))));
});
