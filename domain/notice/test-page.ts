import type { Severity } from '../kernel/severity.ts';

/** A page that says that it is a test: it shows whether an audience is reached before it has to be. */
export interface TestPage {
  /** `<audience>-<letters and digits>`: short enough to be typed off a phone. */
  readonly id: string;
  readonly audience: string;
  /** Which contacts receive it, where they are narrowed by severity. */
  readonly severity: Severity;
  readonly by: string;
  /** Epoch ms. */
  readonly atMs: number;
  /** Who said that it arrived, and when. No channel but the people and programs that receive it can tell. */
  readonly arrivals: Readonly<Record<string, number>>;
}
