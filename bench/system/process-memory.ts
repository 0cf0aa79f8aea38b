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
