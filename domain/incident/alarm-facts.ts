/** What a page tells of the alarm or event that it is about. Bounded (I9). */
export interface AlarmFacts {
  /** What people call it: the alarm's name, the finding's title. */
  readonly name: string;
  /** In one line, at most `MAX_ALARM_DESCRIPTION` characters. */
  readonly description?: string;
  /** A web address. */
  readonly runbook?: string;
  /** Its page in the AWS console. */
  readonly console?: string;
}

export const MAX_ALARM_DESCRIPTION = 400;
