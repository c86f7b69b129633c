/** Milliseconds of processor that this process needs for the work: what else the machine does hardly changes them. */
export function processorTimeOf(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
