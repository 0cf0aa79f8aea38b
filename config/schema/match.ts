import * as z from 'zod';
import { signalKinds } from '../../domain/kernel/signal-kind.ts';
import { globProblem } from './glob-problem.ts';

const glob = z.string().check((context) => {
  const problem = globProblem(context.value);
  if (problem !== undefined) context.issues.push({ code: 'custom', message: problem, input: context.value });
});

/** Which signals a service or a rule is about. */
export const match = z
  .strictObject({
    alarm: glob.optional(),
    kind: z.enum(signalKinds).optional(),
    namespace: glob.optional(),
    metric: glob.optional(),
    account: glob.optional(),
    region: glob.optional(),
    resource: glob.optional(),
    tags: z.record(z.string().min(1), glob).optional(),
    dimensions: z.record(z.string().min(1), glob).optional(),
  })
  .meta({ description: 'All conditions must hold. * stands for any characters; case does not matter.' });
