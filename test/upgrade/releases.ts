/** A release that somebody may have deployed: its tag, and the commit that the tag points at. */
export interface Release {
  readonly tag: string;
  readonly commit: string;
}

/**
 * The last release. With a new tag: `npm run capture -- <tag>`, then this line. Its items are
 * `test/upgrade/records/<tag>.jsonl`.
 */
export const lastRelease: Release = {
  tag: 'v0.1.0',
  commit: '825713f36b4b161e8d88d92370850eb9b9cceb54',
};
