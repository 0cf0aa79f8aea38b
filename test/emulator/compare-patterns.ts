import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { matchesPattern } from '../../events/intake/match-pattern.ts';
import { rulesFor } from '../../events/intake/patterns.ts';

const samples = join('events', 'samples');

/**
 * A second opinion on what the laptop host matches by itself: the emulator must say the same of every rule and every
 * event of events/samples. Throws Error naming each difference.
 */
export const comparePatterns = async (endpoint: string): Promise<void> => {
  const client = new EventBridgeClient({ endpoint });
  const differences: string[] = [];
  let matches = 0;
  for (const file of readdirSync(samples)) {
    const event: object = JSON.parse(readFileSync(join(samples, file), 'utf8'));
    if (!('detail-type' in event)) continue;
    for (const { name, pattern } of rulesFor('tocsin-test-')) {
      const ours = matchesPattern(pattern, event);
      const { Result: theirs } = await client.send(
        new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
      );
      if (ours !== theirs) differences.push(`${file}, rule ${name}: we say ${ours}, the emulator ${theirs}`);
      if (ours) matches += 1;
    }
  }
  client.destroy();
  if (differences.length > 0) throw new Error(`Patterns match differently:\n${differences.join('\n')}`);
  if (matches === 0) throw new Error(`No event of ${samples} matches any rule: nothing was compared`);
};
