/** A kind of effect that this release has no carrier for. */
export const LATER_KIND = 'of-later-release';

/** What a later release owes: it ran beside this one, and was rolled back before it had carried it out. */
export const isOfLaterRelease = ({ kind }: { readonly kind: string }): boolean => kind === LATER_KIND;
