/**
 * What people call a URL: without a user's name and password, without its query, which may hold a token (I10); at most 200
 * characters.
 */
export const urlName = (url: string): string =>
  url
    .replace(/[?#].*$/s, '')
    .replace(/^(\w+:\/\/)[^/]*@/, '$1')
    .slice(0, 200)
    .toWellFormed();
