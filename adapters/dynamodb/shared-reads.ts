/** Puts reads of one kind that are about to be made into one call. */
export interface SharedReads<T> {
  /** Reads afresh: the call that answers begins after this one. Rejects as that call does. */
  read(id: string): Promise<T | undefined>;
  /** While `write` runs, its caller is expected to read next. */
  during<R>(write: () => Promise<R>): Promise<R>;
}

/** The longest that a read waits for others, ms: less than a call takes. */
const WINDOW_MS = 3;
/** BatchGetItem takes so many (DynamoDB, "Quotas"). */
const MOST = 100;

interface Asked<T> {
  readonly id: string;
  readonly answer: (value: T | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A batch of alarms of many incidents writes each one's signal and then reads each one's state. The reads of ten
 * incidents are one call instead of ten; in calls of their own they were a third of all calls of a storm
 * (docs/performance.md). A read without a write beside it goes at once and alone.
 */
export const shareReads = <T>(
  readAll: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): SharedReads<T> => {
  let writing = 0;
  let asked: Asked<T>[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** The last writers have ended and are about to ask. */
  let turn: NodeJS.Immediate | undefined;

  const send = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const some = asked;
    asked = [];
    if (some.length === 0) return;
    try {
      const found = await readAll([...new Set(some.map(({ id }) => id))]);
      for (const { id, answer } of some) answer(found.get(id));
    } catch (error) {
      for (const { fail } of some) fail(error);
    }
  };
  const endTurn = (): void => {
    turn = undefined;
    void send();
  };
  return {
    read: (id) =>
      new Promise((answer, fail) => {
        asked.push({ id, answer, fail });
        const isAlone = writing === 0 && turn === undefined;
        if (isAlone || asked.length >= MOST) void send();
        else timer ??= setTimeout(send, WINDOW_MS);
      }),
    during: async (write) => {
      writing += 1;
      try {
        return await write();
      } finally {
        writing -= 1;
        if (writing === 0) turn ??= setImmediate(endTurn);
      }
    },
  };
};
