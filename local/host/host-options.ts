import type { Notice } from '../phones/notice.ts';
import type { Settings } from './settings.ts';

export interface HostOptions {
  readonly settings: Settings;
  /** What `serverless package` made. */
  readonly packageDir: string;
  /** One line for the terminal; lines begin with their level where it is not plain information. */
  readonly print: (line: string) => void;
  readonly showNotice: (notice: Notice) => void;
}
