import { visible, visibleLine } from '../kernel/terminal-text.ts';
import type { Notice } from './notice.ts';

const width = 64;

/** A raw alarm can be long: what a phone's screen holds. */
const longest = 600;

/** Breaks a text at spaces into lines of at most `width` characters; longer words are cut. */
const wrap = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const at = space > 0 ? space : width;
      lines.push(rest.slice(0, at));
      rest = rest.slice(at).trimStart();
    }
    return [...lines, rest];
  });

/** A notice as it would appear on a phone: whom it goes to, and the text message. */
export const frameNotice = (notice: Notice): string => {
  const { audience, kind, severity, texts } = notice;
  const title = ` ${visibleLine(`${audience} · ${kind}${severity === null ? '' : ` · ${severity}`}`)} `;
  const whole = visible(texts.sms);
  const text = whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole;
  const body = wrap(text).map((line) => `│ ${line.padEnd(width)} │`);
  const top = `╭─${title}${'─'.repeat(Math.max(0, width + 1 - title.length))}╮`;
  return [top, ...body, `╰${'─'.repeat(width + 2)}╯`].join('\n');
};
