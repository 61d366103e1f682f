/** What some work took: wall time, this process's CPU time, and whatever it noted of its parts. */
export async function timed(
  work: (eachMs: number[]) => Promise<void>,
): Promise<{ readonly wallMs: number; readonly cpuMs: number; readonly eachMs: number[] }> {
  const eachMs: number[] = [];
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work(eachMs);
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, eachMs };
}
