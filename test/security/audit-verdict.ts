import * as z from 'zod/mini';

/** Holes that stay for now, by the address of their advisory, each with why it does not reach this product. */
export type Accepted = Readonly<Record<string, string>>;

export type Verdict =
  | { readonly outcome: 'passed'; readonly lines: readonly string[] }
  | { readonly outcome: 'failed'; readonly lines: readonly string[] }
  /** Nobody was asked: the advisories could not be reached. */
  | { readonly outcome: 'skipped'; readonly lines: readonly string[] };

/** Where npm asks; what it says when it could not is its own `message`. */
const unreachedSchema = z.object({ message: z.string(), error: z.unknown() });

const advisorySchema = z.object({
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity: z.string(),
  range: z.string(),
});

const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisorySchema])) })),
  metadata: z.object({ dependencies: z.object({ prod: z.number() }) }),
});

type Advisory = z.infer<typeof advisorySchema>;

/**
 * Judges the JSON that `npm audit` printed (npm docs, "npm audit", report version 2). Throws Error on anything that is
 * neither a report nor npm's own word that it could not ask: an audit that was not understood has not passed.
 */
export const judgeAudit = (printed: string, accepted: Accepted): Verdict => {
  const json = parseJson(printed);
  const report = z.safeParse(reportSchema, json);
  if (report.success) return judge(report.data, accepted);
  const unreached = z.safeParse(unreachedSchema, json);
  if (unreached.success) return { outcome: 'skipped', lines: [unreached.data.message] };
  throw new Error(`npm audit printed no report: ${printed.trim().slice(0, 300) || '(nothing)'}`);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // judgeAudit says what was printed instead.
  }
};

const judge = ({ vulnerabilities, metadata }: z.infer<typeof reportSchema>, accepted: Accepted): Verdict => {
  const found = new Map<string, Advisory>();
  for (const { via } of Object.values(vulnerabilities)) {
    for (const advisory of via) if (typeof advisory !== 'string') found.set(advisory.url, advisory);
  }
  const known = [...found.values()].map((advisory) => lineOf(advisory, accepted[advisory.url]));
  const gone = Object.keys(accepted).filter((url) => !found.has(url));
  const stale = gone.map((url) => `accepted, but not found any more: ${url}. Take it off the list.`);
  const open = [...found.keys()].filter((url) => accepted[url] === undefined);
  const summary = `${metadata.dependencies.prod} production dependencies, ${found.size} known holes, ${open.length} not accepted`;
  const lines = [...known, ...stale, summary];
  return { outcome: open.length + stale.length > 0 ? 'failed' : 'passed', lines };
};

const lineOf = ({ severity, name, range, title, url }: Advisory, reason: string | undefined): string =>
  `${severity}: ${name} ${range}: ${title} (${url})${reason === undefined ? '' : ` accepted: ${reason}`}`;
