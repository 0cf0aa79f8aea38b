/** What `npm run bench -- <name>` can run, in the order of a whole run. */
export const groupNames: readonly string[] = ['first-alarm', 'calls', 'storm', 'one-service'];
