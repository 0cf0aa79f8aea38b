import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Prints who is reached and who is not, once the stack stands: `npm run contacts`. Says in one line what to do where an
 * audience reaches nobody, and where SNS could not be asked.
 */
export const showContacts = async (
  projectDir: string,
  { stage, region }: { readonly stage: string; readonly region: string },
  profile: string | undefined,
): Promise<void> => {
  const args = [join('tools', 'show-contacts.ts'), '--stage', stage, '--region', region];
  const program = spawn(process.execPath, args, {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, ...(profile === undefined ? {} : { AWS_PROFILE: profile }) },
  });
  const [code] = await once(program, 'close');
  if (code === 0) return;
  const again = `npm run contacts -- --stage ${stage} --region ${region}`;
  process.stderr.write(
    code === 1
      ? `The stack is deployed, but some audience reaches nobody yet: confirm its contacts, then ${again}\n`
      : `The stack is deployed, but its contacts could not be looked at: try ${again}\n`,
  );
};
