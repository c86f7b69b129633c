import type { OpsStatus } from '../../contracts/ops.ts'
import { html, type Html } from './html.ts'
import type { Texts } from './texts.ts'

const outcomes = ['done', 'partial', 'working', 'parked', 'dismissed'] as const

/** Documents by what became of them, and what is left to do. */
export function overview(status: OpsStatus, texts: Texts): Html {
  const { documents, throughput, reading, at } = status
  const { total, byOutcome } = documents
  const counts = outcomes.map((outcome) =>
    tile(texts.outcomes[outcome], texts.number(byOutcome[outcome]), texts.meanings[outcome], outcome),
  )
  const [ended, lately] = texts.ended
  return html`
    <section id="overview" aria-label="${texts.documents}">
      <div class="tiles">${tile(texts.total, texts.number(total), texts.takenIn)} ${counts}</div>
      ${total > 0 && bar(documents, texts)}
      <div class="tiles">
        ${timeLeft(status, texts)} ${tile(ended!, texts.number(throughput.finishedLastMinute), lately!)}
        ${oldest(status.oldestWaiting, at, texts)} ${sizes(status, texts)}
        ${reading.outdated > 0 && outdated(reading.outdated, texts)}
      </div>
    </section>
  `
}

const tile = (label: string, value: string, of: string, kind = ''): Html =>
  html`<div class="tile ${kind}"><span class="label">${label}</span><b>${value}</b><span class="of">${of}</span></div>`

function timeLeft({ documents, throughput: { secondsLeft } }: OpsStatus, texts: Texts): Html {
  const { working } = documents.byOutcome
  if (working === 0) return tile(texts.timeLeft, ...pairOf(texts.noTimeLeft))
  if (secondsLeft === undefined) return tile(texts.timeLeft, ...pairOf(texts.unknownTimeLeft))
  return tile(texts.timeLeft, texts.duration(secondsLeft), texts.atPace(texts.documentCount(working)))
}

function oldest(document: OpsStatus['oldestWaiting'], at: string, texts: Texts): Html {
  if (!document) return tile(texts.oldest, ...pairOf(texts.noOldest))
  const { name, state, receivedAt } = document
  return tile(texts.oldest, texts.since(receivedAt, at), `${name}, ${texts.states[state]}`)
}

function sizes({ sizes: { originalsBytes, storeBytes, freeBytes, indexBytes } }: OpsStatus, texts: Texts): Html {
  const { store, originals, index, unknown, disk, free } = texts.sizes
  const size = (bytes: number | undefined) => (bytes === undefined ? unknown : texts.bytes(bytes))
  return html`${tile(store, size(storeBytes), originals(texts.bytes(originalsBytes)))}
  ${tile(index, size(indexBytes), texts.withRegisters)} ${tile(disk, texts.bytes(freeBytes), free)}`
}

/** What a new version would read otherwise. */
const outdated = (count: number, texts: Texts): Html =>
  html`<div class="tile" id="outdated">
    <span class="label">${texts.outdated}</span><b>${texts.number(count)}</b
    ><button
      class="quiet"
      data-post="/operations/reprocess?outdated=true"
      data-sure="${texts.readAgainSure(texts.documentCount(count))}"
    >
      ${texts.readAgain}
    </button>
  </div>`

/** Widths are attributes of a drawing: a style attribute would be refused by the policy of our pages. */
function bar({ total, byOutcome }: OpsStatus['documents'], texts: Texts): Html {
  let x = 0
  const parts = outcomes.map((outcome) => {
    const width = (100 * byOutcome[outcome]) / total
    x += width
    return html`<rect class="${outcome}" x="${x - width}" y="0" width="${width}" height="4" />`
  })
  const told = outcomes.map((outcome) => `${texts.number(byOutcome[outcome])} ${texts.outcomes[outcome]}`).join(', ')
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${told}">
    ${parts}
  </svg>`
}

const pairOf = ([value = '', of = '']: readonly string[]): [string, string] => [value, of]
