import type { Configuration } from '../kernel/configuration.ts';
import type { Transition } from './signal.ts';

/** What a transition asks for, before any rule looks at it. */
export type Meaning =
  | { readonly kind: 'raise' }
  /** It does not stand (any more): the literal reason. */
  | { readonly kind: 'end'; readonly reason: 'ok' | 'suppressed' | 'muted' | 'deleted' }
  /** It says nothing about standing or not. */
  | { readonly kind: 'ignore'; readonly reason: 'insufficient-data-holds' };

/**
 * Reads a transition. By default INSUFFICIENT_DATA says nothing: a standing signal goes on standing, whatever the
 * order of arrival (I6). A suppressed or muted ALARM does not stand until its unsuppressed copy comes or the window
 * ends.
 */
export const interpret = (transition: Transition, configuration: Configuration): Meaning => {
  if (transition.deleted) return { kind: 'end', reason: 'deleted' };
  if (transition.state === 'OK') return { kind: 'end', reason: 'ok' };
  if (transition.state === 'INSUFFICIENT_DATA' && configuration.insufficientData === 'hold')
    return { kind: 'ignore', reason: 'insufficient-data-holds' };
  if (transition.suppressedBy !== undefined) return { kind: 'end', reason: 'suppressed' };
  if (transition.muted !== undefined) return { kind: 'end', reason: 'muted' };
  return { kind: 'raise' };
};
