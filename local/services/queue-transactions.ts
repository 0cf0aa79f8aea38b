/** The part of fauxqs's queues that writes to disk. */
export interface QueueClass {
  readonly prototype: Record<'enqueue' | 'dequeue', (...given: unknown[]) => unknown>;
}

interface Database {
  exec(sql: string): void;
}

/**
 * fauxqs writes each message by a statement of its own, and moves one to the dead letters by two: a kill in between
 * lost it. Here whatever one step of a queue writes is one transaction, ten messages received included. Answers how to do
 * several steps in one.
 */
export const joinStatements = ({ prototype }: QueueClass, database: Database): (<T>(work: () => T) => T) => {
  let isOpen = false;
  const inTransaction = <T>(work: () => T): T => {
    /* A message that arrives wakes those who wait for it within the same step. */
    if (isOpen) return work();
    isOpen = true;
    try {
      database.exec('BEGIN');
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    } finally {
      isOpen = false;
    }
  };
  for (const name of ['enqueue', 'dequeue'] as const) {
    const step = prototype[name];
    prototype[name] = function (...given) {
      return inTransaction(() => step.apply(this, given));
    };
  }
  return inTransaction;
};
