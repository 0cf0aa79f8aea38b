import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CallGraph, Stretch, Target } from '../../domain/triage/observations.ts';
import { projectDir } from '../../local/kernel/project.ts';
import { measureOf, readGraph, readMetrics } from './read-metrics.ts';

/** Where the data set is looked for, beside the project, when nobody says. It is no part of the project. */
export const petShopFolder = join(projectDir, '..', 'shared', 'petshop');

/** A fault that was injected, what it broke, and where it was. */
export interface Issue {
  readonly name: string;
  readonly metric: string;
  readonly suspect: Stretch;
  readonly target: Target;
  readonly cause: string;
}

/** One kind of traffic: who calls whom, normal operation, and faults under it. */
export interface Traffic {
  readonly name: string;
  readonly graph: CallGraph;
  readonly normal: Stretch;
  readonly issues: readonly Issue[];
}

/** `target.json`, as far as it is read. */
interface TargetFile {
  readonly target: { readonly node: string; readonly metric: string; readonly timestamp: number };
  readonly root_cause: { readonly node: string };
}

const isTargetFile = (value: unknown): value is TargetFile => {
  const { target, root_cause: cause } = (value ?? {}) as Record<string, Record<string, unknown> | undefined>;
  return (
    typeof target?.['node'] === 'string' &&
    typeof target['metric'] === 'string' &&
    typeof target['timestamp'] === 'number' &&
    typeof cause?.['node'] === 'string'
  );
};

const foldersWith = (folder: string, file: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => basename(path) === file)
    .map((path) => dirname(join(folder, path)))
    .sort();

const readIssue = (traffic: string, folder: string): Issue => {
  const file = join(folder, 'target.json');
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isTargetFile(read))
    throw new Error(`${file}: expected target.node, target.metric, target.timestamp and root_cause.node`);
  const { node, metric, timestamp } = read.target;
  return {
    name: folder.slice(traffic.length + 1),
    metric,
    suspect: readMetrics(join(folder, 'metrics.csv')),
    target: { part: node, measure: measureOf(metric, file), atMs: timestamp * 1000 },
    cause: read.root_cause.node,
  };
};

const readTraffic = (folder: string): Traffic => {
  const normal = join(folder, 'noissue', 'metrics.csv');
  if (!existsSync(normal))
    throw new Error(`${normal} is not there: what is normal cannot be told without it`);
  return {
    name: basename(folder),
    graph: readGraph(join(folder, 'graph.csv')),
    normal: readMetrics(normal),
    issues: foldersWith(folder, 'target.json').map((issue) => readIssue(folder, issue)),
  };
};

/**
 * Any folder of the layout of the PetShop data set (Hardt et al., 2024): a folder a traffic, with `graph.csv`,
 * `noissue/metrics.csv`, and issues at any depth, each with `metrics.csv` and `target.json`.
 */
export const readPetShop = (folder: string): readonly Traffic[] => {
  if (!existsSync(folder)) throw new Error(`--data is "${folder}": there is no such folder`);
  const traffics = foldersWith(folder, 'graph.csv').map(readTraffic);
  if (traffics.length === 0)
    throw new Error(`--data is "${folder}": expected a folder with <traffic>/graph.csv in it`);
  return traffics;
};
