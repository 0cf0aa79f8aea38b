import * as z from 'zod';
import { durationMs, durationPattern, durationProblem } from './duration.ts';

export const second = 1_000;
export const minute = 60 * second;

/** Milliseconds out of text with a unit. `shortestMs` keeps out values that would page without pause. */
export const duration = (shortestMs: number, description: string) =>
  z
    .string({
      error: (issue) => (issue.input === undefined ? undefined : durationProblem(issue.input, shortestMs)),
    })
    .regex(durationPattern, { error: (issue) => durationProblem(issue.input, shortestMs), abort: true })
    .check((context) => {
      const problem = durationProblem(context.value, shortestMs);
      if (problem !== undefined)
        context.issues.push({ code: 'custom', message: problem, input: context.value });
    })
    .transform((text) => durationMs(text) ?? 0)
    .meta({ description })
    .optional();
