/** GSM 03.38 basic alphabet, and what counts twice. AWS, "SMS message limits": 160 such characters fit one SMS, or 70 of any other. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '^{}\\[~]|€';

const GSM_LIMIT = 160;
const UCS2_LIMIT = 70;

/** Septets, or undefined where a character is not in the alphabet. */
const septets = (text: string): number | undefined => {
  let count = 0;
  for (const c of text) {
    if (basic.includes(c)) count += 1;
    else if (extended.includes(c)) count += 2;
    else return undefined;
  }
  return count;
};

/** Whether a text fits one part of an SMS: UCS-2 counts UTF-16 units. */
export const fitsOnePart = (text: string): boolean => {
  const count = septets(text);
  return count === undefined ? text.length <= UCS2_LIMIT : count <= GSM_LIMIT;
};

/** The start of `flexible` that fits one part between two fixed texts, cut between characters, with ".." where it was cut. */
export const fitSms = (before: string, flexible: string, after: string): string => {
  const whole = before + flexible + after;
  if (fitsOnePart(whole)) return whole;
  const characters = [...flexible];
  for (let length = characters.length - 1; length >= 0; length--) {
    const text = `${before}${characters.slice(0, length).join('')}..${after}`;
    if (fitsOnePart(text)) return text;
  }
  return [...before].slice(0, UCS2_LIMIT).join('');
};
