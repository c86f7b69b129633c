/** Round steps that hold zero and all of the values between their ends. */
export function scaleOf(values: readonly number[]): { bottom: number; top: number; ticks: number[] } {
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)]
  const step = roundStep((highest - lowest) / 4 || 1)
  const [from, to] = [Math.floor(lowest / step), Math.max(1, Math.ceil(highest / step))]
  const ticks = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * step)
  return { bottom: from * step, top: to * step, ticks }
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 2.5, 5].map((times) => times * power).find((step) => step >= least) ?? 10 * power
}
