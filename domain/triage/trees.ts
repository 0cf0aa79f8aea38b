import type { PersonsAnswer } from '../incident/triage-summary.ts';
import { own } from '../kernel/own.ts';

/** A question of a decision tree, at one place in it. */
interface Node {
  /** Literal: how people and evidence name it. */
  readonly question: string;
  readonly text: string;
  /** Where each answer leads: to another place, or to a step. */
  readonly answers: Readonly<Record<string, Way>>;
}

type Way = { readonly to: string } | { readonly step: string; readonly text: string };

/** A decision tree of the requirement documents, as data. */
export interface Tree {
  readonly name: string;
  readonly start: string;
  readonly nodes: Readonly<Record<string, Node>>;
}

const monitor: Way = { step: 'monitor', text: 'Monitor, document, and investigate what is left open' };

const fix = (question: string, text: string, no: Way): Node => ({
  question,
  text: `${text}. Is the service restored?`,
  answers: { yes: monitor, no },
});

/**
 * Emergency Response Procedures, "Service Restoration Decision Tree". docs/requirements.md, Where they disagree: the order
 * of fixes is the runbook's, and "restored?" is asked after each.
 */
const serviceRestoration: Tree = {
  name: 'service-restoration',
  start: 'cause',
  nodes: {
    cause: {
      question: 'root-cause-known',
      text: 'Can you identify the root cause?',
      answers: { yes: { to: 'fixed' }, no: { to: 'rollback' } },
    },
    fixed: {
      question: 'fix-successful',
      text: 'Implement the specific fix. Is it successful?',
      answers: {
        yes: monitor,
        no: { step: 'escalate', text: 'Escalate: at least SEV2, and page the next rung (say `fix-failed`)' },
      },
    },
    rollback: fix('restored-by-rollback', 'Roll back the last deployment', { to: 'scaleUp' }),
    scaleUp: fix('restored-by-scaling', 'Scale up the infrastructure', { to: 'restart' }),
    restart: fix('restored-by-restart', 'Restart the services', { to: 'database' }),
    database: fix('restored-by-database-recovery', 'Recover the database', {
      step: 'failover',
      text: 'Consider failover',
    }),
  },
};

const execute: Way = { step: 'execute-failover', text: 'Execute the failover' };
const stay: Way = { step: 'recover-primary', text: 'Continue to recover the primary region' };

/**
 * Emergency Response Procedures, "Failover Decision Tree". docs/requirements.md, Where they disagree: DR health and data
 * loss are always asked; a region that is down skips the comparison of times.
 */
const failover: Tree = {
  name: 'failover',
  start: 'region',
  nodes: {
    region: {
      question: 'region-down',
      text: 'Is the primary region completely down?',
      answers: { yes: { to: 'healthNow' }, no: { to: 'health' } },
    },
    healthNow: drHealthy('lossNow'),
    lossNow: dataLoss('approvalNow', execute),
    approvalNow: approval(execute),
    health: drHealthy('loss'),
    loss: dataLoss('approval', { to: 'downtime' }),
    approval: approval({ to: 'downtime' }),
    downtime: {
      question: 'failover-faster',
      text: 'Is the time that a failover takes shorter than the acceptable downtime?',
      answers: { yes: execute, no: stay },
    },
  },
};

function drHealthy(next: string): Node {
  return {
    question: 'dr-healthy',
    text: 'Is the DR region healthy and synchronized?',
    answers: {
      yes: { to: next },
      no: { step: 'no-failover', text: 'Failover is not possible: focus on recovering the primary region' },
    },
  };
}

function dataLoss(ifLost: string, ifNot: Way): Node {
  return {
    question: 'data-loss',
    text: 'Will a failover lose data?',
    answers: { yes: { to: ifLost }, no: ifNot },
  };
}

function approval(next: Way): Node {
  return {
    question: 'management-approval',
    text: 'Does management approve of the failover?',
    answers: { yes: next, no: stay },
  };
}

const trees: readonly Tree[] = [serviceRestoration, failover];

/** Every question, with the answers that it takes. */
export const questions: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  trees.flatMap(({ nodes }) =>
    Object.values(nodes).map(({ question, answers }) => [question, Object.keys(answers)] as const),
  ),
);

/** An answer that was taken on the way through a tree. `by`: a person, or `tocsin` where evidence gave it. */
export interface Step {
  readonly question: string;
  readonly answer: string;
  readonly by: string;
  readonly atMs: number;
}

/** How far the answers lead. */
export interface TreePath {
  /** Of the tree that is gone through now. */
  readonly name: string;
  readonly path: readonly Step[];
  readonly next:
    | { readonly question: string; readonly text: string; readonly answers: readonly string[] }
    | { readonly step: string; readonly text: string };
}

/** Goes through the trees as far as answers are known: a person's answer counts before one that evidence gave. */
export const pathOf = (
  evidence: Readonly<Record<string, string>>,
  persons: readonly PersonsAnswer[],
  judgedAtMs: number,
): TreePath => {
  const known = (question: string): Step | undefined => {
    const said = persons.findLast((answer) => answer.question === question);
    const answer = said?.answer ?? own(evidence, question);
    return answer === undefined
      ? undefined
      : { question, answer, by: said?.by ?? 'tocsin', atMs: said?.atMs ?? judgedAtMs };
  };
  const restoration = walk(serviceRestoration, known, []);
  const leadsOn = 'step' in restoration.next && restoration.next.step === 'failover';
  return leadsOn ? walk(failover, known, restoration.path) : restoration;
};

const walk = (
  tree: Tree,
  known: (question: string) => Step | undefined,
  before: readonly Step[],
): TreePath => {
  const path = [...before];
  let at: Way = { to: tree.start };
  while ('to' in at) {
    const node: Node | undefined = tree.nodes[at.to];
    if (node === undefined) throw new Error(`the tree ${tree.name} has no place ${at.to}`);
    const step = known(node.question);
    const way: Way | undefined = step === undefined ? undefined : own(node.answers, step.answer);
    if (step === undefined || way === undefined) {
      const { question, text, answers } = node;
      return { name: tree.name, path, next: { question, text, answers: Object.keys(answers) } };
    }
    path.push(step);
    at = way;
  }
  return { name: tree.name, path, next: at };
};
