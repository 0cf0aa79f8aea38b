/** `npm run forwarding`: writes deployment/forward-region.yml anew, after a change of the stack's event rules. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forwardingText } from './forwarding-text.ts';

writeFileSync(join('deployment', 'forward-region.yml'), forwardingText());
