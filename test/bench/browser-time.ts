import type { CDPSession } from 'playwright-core';

/** Milliseconds of processor time that all of the browser's processes have taken. */
export async function browserMs(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
