import { type Figure, isMet } from './figure.ts';

/** Three digits that mean something, whatever the size. */
export const numberText = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  if (size >= 10) return value.toFixed(1);
  return size >= 0.1 || size === 0 ? value.toFixed(2).replace(/\.00$/, '') : value.toPrecision(2);
};

const aimText = ({ aim }: Figure): string => {
  if (aim === undefined) return '';
  const bound = 'atMost' in aim ? `≤ ${numberText(aim.atMost)}` : `≥ ${numberText(aim.atLeast)}`;
  return aim.of === 'ratio' ? `ratio ${bound}` : bound;
};

const verdict = (figure: Figure): string => {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'met' : '**missed**';
};

const rowOf = (figure: Figure): string => {
  const { what, value, unit, raw, ratio } = figure;
  const cells = [
    what,
    `${numberText(value)} ${unit}`,
    raw === undefined ? '' : `${numberText(raw.value)} ${unit}: ${raw.what}`,
    ratio === undefined ? '' : numberText(ratio),
    [aimText(figure), verdict(figure)].filter((text) => text !== '').join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** A group's figures as a Markdown table, with the notes below it. */
export const tableOf = (group: string, figures: readonly Figure[]): string => {
  const notes = figures.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}`]));
  return [
    `### ${group}`,
    '',
    '| figure | Tocsin | raw cost in the same run | ratio | aim |',
    '|---|---|---|---|---|',
    ...figures.map(rowOf),
    ...(notes.length > 0 ? ['', ...notes] : []),
    '',
  ].join('\n');
};
