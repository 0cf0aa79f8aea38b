import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen, loopback } from '../../local/kernel/loopback.ts';
import { readBody } from '../../local/kernel/request-body.ts';

/** One notification of a group of alerts, as the webhook got it. */
export interface GroupNotified {
  readonly service: string;
  /** Epoch ms. */
  readonly atMs: number;
}

export interface Alertmanager {
  readonly version: string;
  readonly url: string;
  readonly pid: number;
  readonly notified: readonly GroupNotified[];
}

/** Debian's package gives the program the longer name. */
const names = ['alertmanager', 'prometheus-alertmanager'];

interface Program {
  readonly name: string;
  readonly version: string;
}

const programHere = (): Program | undefined => {
  for (const name of names) {
    const { status, stdout, stderr } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    const [, version] = /version ([\d.]+)/.exec(`${stdout}${stderr}`) ?? [];
    if (status === 0 && version !== undefined) return { name, version };
  }
  return undefined;
};

/** Groups by service and tells of a new group at once: by default it waits 30 s for what else will join it. */
const configuration = (webhook: string): string => `
route: { receiver: bench, group_by: [service], group_wait: 0s, group_interval: 5m, repeat_interval: 4h }
receivers: [{ name: bench, webhook_configs: [{ url: '${webhook}', send_resolved: false }] }]
`;

const mostBytes = 64 * 2 ** 20;

const receiveNotifications = async () => {
  const notified: GroupNotified[] = [];
  const server = createServer(async (request, response) => {
    const atMs = Date.now();
    const body = await readBody(request, mostBytes);
    if (body === 'too-large') throw new Error('Alertmanager sent more than 64 MB at once');
    notified.push({ service: JSON.parse(body.toString('utf8')).groupLabels.service, atMs });
    response.writeHead(200).end();
  });
  return { notified, url: `http://${loopback}:${await listen(server, 0)}`, stop: () => close(server) };
};

/** A port that is free now: it takes none by itself. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
};

const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
};

/**
 * Works with Prometheus's Alertmanager, in memory and alone, and a webhook that it tells. Answers undefined where the
 * machine has none.
 */
export const withAlertmanager = async <T>(
  work: (peer: Alertmanager) => Promise<T>,
): Promise<T | undefined> => {
  const program = programHere();
  if (program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-peer-'));
  const webhook = await receiveNotifications();
  writeFileSync(join(folder, 'alertmanager.yml'), configuration(webhook.url));
  const address = `${loopback}:${await freePort()}`;
  const child = spawn(
    program.name,
    [
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${folder}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise((done) => child.once('close', done));
  try {
    const url = `http://${address}`;
    await untilReady(url, child);
    return await work({
      ...{ version: program.version, url, notified: webhook.notified },
      pid: child.pid ?? 0,
    });
  } finally {
    child.kill();
    await ended;
    await webhook.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
