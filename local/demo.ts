/** `npm run demo`: a complete outage on compressed time, on a stack of its own that is thrown away after. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build/ensure-build.ts';
import { makeStage, UnmetStep } from './demo/demo-stage.ts';
import { playOutage, storyService } from './demo/demo-story.ts';
import { startHost } from './host/host.ts';
import { readSettings } from './host/settings.ts';
import { makePrinter, reportFailure } from './host/terminal.ts';
import { packageDir } from './kernel/project.ts';
import { complain, say, visibleLine } from './kernel/terminal-text.ts';
import type { Notice } from './phones/notice.ts';

/** Five minutes pass in five seconds. */
const timeScale = 60;

const showShort = ({ audience, kind, texts }: Notice): void =>
  say(`        → ${audience} (${kind}): ${visibleLine(texts.sms)}`);

const play = async (stateDir: string): Promise<void> => {
  const settings = readSettings({
    PORT: '0',
    TOCSIN_TIME_SCALE: String(timeScale),
    TOCSIN_STATE_DIR: stateDir,
  });
  const host = await startHost({ settings, packageDir, print: makePrinter(false), showNotice: showShort });
  try {
    const incident = await playOutage(
      makeStage({ endpoints: host.endpoints, service: storyService, say }),
      timeScale,
    );
    say(`\nThe incident, as the API returns it:\n${JSON.stringify(incident, null, 2)}`);
  } finally {
    await host.stop();
  }
};

const demonstrate = async (): Promise<void> => {
  await ensureBuild(say);
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-demo-'));
  say(`A complete outage of the service ${storyService}; ${timeScale} seconds pass in one.\n`);
  try {
    await play(stateDir);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
};

demonstrate().catch((error: unknown) => {
  if (!(error instanceof UnmetStep)) return reportFailure(error);
  complain(`\nThe demonstration failed: ${error.message}`);
  process.exitCode = 1;
});
