import { stringify } from 'yaml';
import { forwardingTemplate } from './forwarding.ts';

const head = [
  '# Made by `npm run forwarding` out of the event rules of the stack: docs/operations.md, Other regions.',
  '# Deploy it in each other region whose events Tocsin shall see, by `aws cloudformation deploy` or a StackSet.',
  '',
].join('\n');

/** What deployment/forward-region.yml holds. */
export const forwardingText = (): string =>
  `${head}${stringify(forwardingTemplate(), { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false })}`;
