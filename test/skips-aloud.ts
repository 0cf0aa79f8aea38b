/** For `skipIf`: whether to skip, and if so says why, since a report of tests only counts what was skipped. */
export const skipsAloud = (isSkipped: boolean, why: string): boolean => {
  if (isSkipped) console.warn(`SKIPPED: ${why}`);
  return isSkipped;
};
