/**
 * GSM 03.38, "Default alphabet" and its extension, row by row as the standard prints them: the tests' own count, beside
 * that of the product's library.
 */
const basicRows = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
];
const septetsOf = new Map<string, number>([
  ...basicRows.flatMap((row) => [...row]).map((character) => [character, 1] as const),
  ...[...'^{}\\[~]|€'].map((character) => [character, 2] as const),
]);

export type Encoding = 'GSM-7' | 'UCS-2';

/** Which encoding a text needs, and how many of its units. */
export const countUnits = (text: string): { readonly encoding: Encoding; readonly units: number } => {
  let units = 0;
  for (const character of text) {
    const septets = septetsOf.get(character);
    if (septets === undefined) return { encoding: 'UCS-2', units: text.length };
    units += septets;
  }
  return { encoding: 'GSM-7', units };
};

/** 140 bytes: 160 septets, or 70 units of 16 bits. */
export const isOnePart = (text: string): boolean => {
  const { encoding, units } = countUnits(text);
  return units <= (encoding === 'GSM-7' ? 160 : 70);
};
