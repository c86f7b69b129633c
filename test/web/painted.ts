import type { CDPSession, Page } from 'playwright-core'
import { modelQueries } from '../search/word-model.ts'

/** How long one answer took, from the key to the frame that shows it: what the API took of it, the rest, and what the page computed. */
export type Painted = { apiMilliseconds: number; beyondMilliseconds: number; computedMilliseconds: number }

/** Different questions, so that each is asked anew. */
export function paintedQuestions(count: number): string[] {
  return [...new Set(modelQueries(3 * count))].slice(0, count)
}

/** Asks each question in the one box. The page must show an answer already, and no question may be asked twice in a row. */
export async function paintedAfter(page: Page, questions: readonly string[]): Promise<Painted[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.bringToFront()
  const measured: Painted[] = []
  for (const question of questions) {
    await page.locator('input[role="combobox"]').fill(question)
    await page.evaluate(watch, question)
    const before = await computed(session)
    await page.keyboard.press('Enter')
    const times = await page.evaluate(() => window.painted)
    measured.push({ ...times, computedMilliseconds: (await computed(session)) - before })
  }
  return measured
}

/** Processor time of the page's main thread, which what else the machine does takes nothing of. */
async function computed(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

declare global {
  interface Window {
    painted: Promise<Omit<Painted, 'computedMilliseconds'>>
  }
}

/** Runs in the page: from now on waits for Enter, for the answer to this question, and for the frame that shows it. */
function watch(question: string): void {
  performance.clearResourceTimings()
  const pressed = new Promise<number>((resolve) =>
    addEventListener('keydown', () => resolve(performance.now()), { once: true, capture: true }),
  )
  const isAnswer = (name: string) => {
    const { pathname, searchParams } = new URL(name)
    return pathname === '/search' && searchParams.get('q') === question
  }
  const settled = () => {
    const answer = performance.getEntriesByType('resource').find(({ name }) => isAnswer(name))
    const isShown = document.querySelector('.answers[aria-busy="false"] :is(.hit, .empty)') !== null
    return isShown ? answer : undefined
  }
  // What is posted within a frame is told after it was painted.
  const afterFrame = () =>
    new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => resolve())
        port1.start()
        port2.postMessage(undefined)
      }),
    )
  const paintedAt = async () => {
    const start = await pressed
    for (;;) {
      await afterFrame()
      const answer = settled()
      if (!answer) continue
      const apiMilliseconds = answer.duration
      return { apiMilliseconds, beyondMilliseconds: performance.now() - start - apiMilliseconds }
    }
  }
  window.painted = paintedAt()
}
