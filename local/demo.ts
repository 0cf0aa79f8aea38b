/**
 * `npm run demo`: a complete outage, or `-- <situation>`, from alarm to resolution on compressed time, on a stack of its own
 * that is thrown away after.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build/ensure-build.ts';
import { makeStage, UnmetStep } from './demo/demo-stage.ts';
import { playOutage, storyService } from './demo/demo-story.ts';
import { playSituation } from './demo/situation-story.ts';
import { outage, storyNames, storyOf } from './demo/stories.ts';
import { startHost } from './host/host.ts';
import { readSettings } from './host/settings.ts';
import { makePrinter, reportFailure } from './host/terminal.ts';
import { HostError } from './kernel/host-error.ts';
import { packageDir } from './kernel/project.ts';
import { complain, say, visibleLine } from './kernel/terminal-text.ts';
import type { Notice } from './phones/notice.ts';

/** Five minutes pass in five seconds. */
const usualTimeScale = 60;

const print = makePrinter(false);

/** What a check could not look at stands among the findings. */
const printGrave = (line: string): void => {
  if (!line.startsWith('WARN ')) print(line);
};

const showShort = ({ audience, kind, texts }: Notice): void =>
  say(`        → ${audience} (${kind}): ${visibleLine(texts.sms)}`);

const play = async (stateDir: string, situation: string, timeScale: number): Promise<void> => {
  const story = storyOf(situation);
  const settings = readSettings({
    PORT: '0',
    TOCSIN_TIME_SCALE: String(timeScale),
    TOCSIN_STATE_DIR: stateDir,
    TOCSIN_SITUATION: situation,
    AWS_REGION: 'eu-west-1',
  });
  const host = await startHost({ settings, packageDir, print: printGrave, showNotice: showShort });
  try {
    const stage = makeStage({ endpoints: host.endpoints, service: storyService, say });
    const incident =
      story === undefined
        ? await playOutage(stage, timeScale)
        : await playSituation(stage, situation, story, timeScale);
    say(`\nThe incident, as the API returns it:\n${JSON.stringify(incident, null, 2)}`);
  } finally {
    await host.stop();
  }
};

/** Throws HostError for what is not the name of a story. */
const situationAsked = (): string => {
  const [name = outage, ...more] = process.argv.slice(2);
  if (more.length > 0) throw new HostError(`Usage: npm run demo -- <situation>: ${storyNames.join(', ')}.`);
  storyOf(name);
  return name;
};

const demonstrate = async (): Promise<void> => {
  const situation = situationAsked();
  await ensureBuild(say, 'local/demo/tocsin.yml');
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-demo-'));
  const { title = `A complete outage of the service ${storyService}`, timeScale = usualTimeScale } =
    storyOf(situation) ?? {};
  say(`${title}; ${timeScale} seconds pass in one.\n`);
  try {
    await play(stateDir, situation, timeScale);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
};

demonstrate().catch((error: unknown) => {
  if (!(error instanceof UnmetStep)) return reportFailure(error);
  complain(`\nThe demonstration failed: ${error.message}`);
  process.exitCode = 1;
});
