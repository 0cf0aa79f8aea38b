import { own } from '../../domain/kernel/own.ts';
import type { Timeline } from './estate/timeline.ts';
import { worldOf } from './estate/world.ts';
import { directory } from './services/directory.ts';
import { meets, troubleError } from './services/meet-trouble.ts';
import type { Trouble } from './situation/trouble.ts';
import { AwsError } from './wire/aws-error.ts';
import type { Service } from './wire/operation.ts';
import { readRequest, type WireRequest } from './wire/read-request.ts';
import type { WireAnswer } from './wire/wire-answer.ts';
import { writeAnswer } from './wire/write-answer.ts';
import { writeError } from './wire/write-error.ts';

/** A signed call, the service and region that it is signed for, and the id that its answer gets. */
export interface Call extends WireRequest {
  readonly service: string;
  readonly region: string;
  readonly requestId: string;
}

/** An answer, with what goes wrong on its way. */
export interface Answered extends WireAnswer {
  readonly delayMs: number;
  /** The connection ends in the middle of the answer. */
  readonly breaksOff: boolean;
}

/** What a situation has counted since it began: calls of an operation by its action. */
export type Counts = Map<string, number>;

const slowByDefaultMs = 10_000;

const answered = (answer: WireAnswer, met: readonly Trouble[]): Answered => ({
  ...answer,
  delayMs: Math.max(0, ...met.filter(({ is }) => is === 'slow').map(({ by = slowByDefaultMs }) => by)),
  breaksOff: met.some(({ is }) => is === 'broken-off'),
});

const answerWith = async (
  service: Service,
  call: Call,
  timeline: Timeline,
  action: string,
  counts: Counts,
): Promise<Answered> => {
  const { operation, input } = await readRequest(service, call);
  const world = worldOf(timeline, call.region, Date.now());
  const name = `${action}:${operation.schema[2]}`;
  const number = (counts.get(name) ?? 0) + 1;
  counts.set(name, number);
  const met = world.estate.trouble.filter((trouble) => meets(trouble, name, number, call.region));
  const error = troubleError(met, name, service.wire.protocol.getShapeId(), timeline.accountId);
  if (error !== undefined) return answered(writeError(service, error, call.requestId), met);
  try {
    return answered(writeAnswer(service, operation, operation.answer(input, world), call.requestId), met);
  } catch (wrong) {
    if (!(wrong instanceof AwsError)) throw wrong;
    return answered(writeError(service, wrong, call.requestId), met);
  }
};

/** Answers a call out of the situation; one of a service that is not built is refused, in words that say so. */
export const answerCall = async (call: Call, timeline: Timeline, counts: Counts): Promise<Answered> => {
  const entry = own(directory, call.service);
  if (entry === undefined) {
    const known = Object.keys(directory).sort().join(', ');
    const message = `The stand-in account has no service ${call.service}: it has ${known}.`;
    return answered(
      {
        status: 400,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'UnknownOperationException' },
        body: JSON.stringify({ __type: 'UnknownOperationException', message }),
      },
      [],
    );
  }
  const service = await entry.load();
  try {
    return await answerWith(service, call, timeline, entry.action, counts);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return answered(writeError(service, error, call.requestId), []);
  }
};
