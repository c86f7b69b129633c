import type { Throughput } from '../contracts/ops.ts'
import type { Store } from '../contracts/store.ts'
import { type DocumentState, type DocumentSummary, StageName } from '../contracts/stored-document.ts'

export type ThroughputWatch = { look(working: number): Throughput; close(): void }

/** What every document passes, and the stage that brings it from each state to the next. */
const states: readonly DocumentState[] = ['stored', 'parsed', 'recognised', 'extracted', 'indexed']

const minute = 60_000
const minutesKept = 60
const minutesShown = 30
const paceMinutes = 5
const newsMilliseconds = 10_000

type Counts = Record<StageName | 'finished', number>

/** Counts what comes through from now on, in this process or any other on the same store, by minutes of the clock. */
export function watchThroughput(store: Pick<Store, 'onChange'>, now = Date.now): ThroughputWatch {
  let began = now()
  const minutes = new Map<number, Counts>()
  const last = new Map<string, DocumentState>()
  let latest = began

  /** What a clock that was set back counted ahead of itself is counted for nothing. */
  function counts(): Counts {
    const at = Math.floor(now() / minute)
    if (now() < latest) {
      minutes.clear()
      began = now()
    }
    latest = now()
    const found = minutes.get(at) ?? { parse: 0, recognise: 0, extract: 0, index: 0, finished: 0 }
    minutes.set(at, found)
    for (const old of minutes.keys()) if (old <= at - minutesKept) minutes.delete(old)
    return found
  }

  const close = store.onChange(({ documentId, state, stateAt, receivedAt }: DocumentSummary) => {
    const isNew = Date.parse(receivedAt) >= began
    const before = last.get(documentId) ?? (isNew ? 'stored' : undefined)
    // another name of one that was through long ago is no progress
    if (!last.has(documentId) && now() - Date.parse(stateAt) > newsMilliseconds) return
    const counted = counts()
    for (const stage of stagesBetween(before, state)) counted[stage]++
    if (state === 'indexed' || state === 'parked') {
      last.delete(documentId)
      counted.finished++
    } else last.set(documentId, state)
  })

  /** The running minute is not over: it takes what is missing of it from the one before. */
  function lately(of: keyof Counts, length: number): number {
    const at = Math.floor(now() / minute)
    const part = (now() % minute) / minute
    let sum = (minutes.get(at - length)?.[of] ?? 0) * (1 - part)
    for (let back = 0; back < length; back++) sum += minutes.get(at - back)?.[of] ?? 0
    return sum
  }

  return {
    close,
    look(working) {
      counts()
      const seconds = Math.max(1, Math.min(paceMinutes * 60, (now() - began) / 1000))
      const perSecond = lately('finished', paceMinutes) / seconds
      const at = Math.floor(now() / minute)
      const byMinute = (stage: StageName) =>
        Array.from({ length: minutesShown }, (_, index) => minutes.get(at - minutesShown + 1 + index)?.[stage] ?? 0)
      const stageOf = (stage: StageName) => ({
        lastMinute: Math.round(lately(stage, 1)),
        lastHour: [...minutes.values()].reduce((sum, one) => sum + one[stage], 0),
        byMinute: byMinute(stage),
      })
      return {
        finishedLastMinute: Math.round(lately('finished', 1)),
        ...(working > 0 && perSecond > 0 && { secondsLeft: Math.round(working / perSecond) }),
        stages: {
          parse: stageOf('parse'),
          recognise: stageOf('recognise'),
          extract: stageOf('extract'),
          index: stageOf('index'),
        },
      }
    },
  }
}

/** Of another process only the last of several quick changes may be seen; and most documents pass recognition by. */
function stagesBetween(before: DocumentState | undefined, after: DocumentState): StageName[] {
  const to = states.indexOf(after)
  const from = before === undefined ? to - 1 : states.indexOf(before)
  if (to < 1 || from < 0) return []
  return StageName.options.slice(from, to).filter((stage) => stage !== 'recognise' || before === 'parsed')
}
