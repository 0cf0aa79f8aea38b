import type { HealthUrl } from '../../kernel/estate.ts';

/** What a health URL answered. */
export interface HealthAnswer {
  readonly asked: HealthUrl;
  readonly outcome: HealthOutcome;
  /** Of the last answer, after redirects. */
  readonly status?: number;
  /** Whether the text that it must hold stands in the first megabyte; absent: none is asked for, or no answer came. */
  readonly contains?: boolean;
  readonly tookMs: number;
  /** The end of the certificate's validity, epoch ms; absent over plain HTTP. */
  readonly certificateEndsAtMs?: number;
}

/** How far the request came. */
export type HealthOutcome =
  | 'answered'
  | 'no-such-name'
  | 'not-reached'
  | 'no-answer-in-time'
  | 'certificate-refused'
  | 'too-many-redirects'
  /** The address is private, loopback or link-local, and the URL is not listed as private: it was not asked. */
  | 'private-address';
