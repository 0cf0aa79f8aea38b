import { execFileSync } from 'node:child_process';

/** Resident memory of another process in MB; 0 once it has ended. */
const residentMb = (pid: number): number => {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return 0;
    throw error;
  }
};

/** Processor time that another process has used, in ms, to the second: what a busy machine does not stretch. */
export const processorMs = (pid: number): number => {
  const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [seconds = 0, minutes = 0, hours = 0] = text.split(/[-:]/).map(Number).reverse();
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
};

/** Watches a process's resident memory, twice a second. */
export const watchProcess = (pid: number) => {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentMb(pid)), 500);
  return {
    samples,
    stop: (): readonly number[] => {
      clearInterval(timer);
      return samples;
    },
  };
};
