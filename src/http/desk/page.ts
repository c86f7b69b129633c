import type { OpsStatus } from '../../contracts/ops.ts'
import { failures, partial } from './groups.ts'
import { html, type Html } from './html.ts'
import { stages, workers } from './machinery.ts'
import { counted, duration, since } from './words.ts'

/** Who looks; `csrf` only of a session. */
export type Viewer = { name: string; csrf?: string }

/** The desk as it is now. Its script fetches it again and again, and takes over what differs. */
export function deskPage(status: OpsStatus, viewer: Viewer): string {
  return framed(
    html`
      <header class="top">
        <h1><span class="brand">Rihla</span> operations</h1>
        <p id="live" class="live" role="status">
          <span class="dot"></span> <span data-live>as of ${clock(status.at)}</span>
        </p>
        <nav>
          <a href="/">Archive</a>
          <a href="/ops/queues/">Queues</a>
          <a href="/ops/status">Data</a>
          ${viewer.csrf !== undefined && html`<button class="quiet" data-sign-out>Sign out ${viewer.name}</button>`}
        </nav>
      </header>
      <main>${overview(status)} ${stages(status)} ${failures(status)} ${partial(status)} ${workers(status)}</main>
      <footer>
        <p>
          Version ${status.version}. What is retried goes on from the stage that failed; what is dismissed stays
          findable.
        </p>
      </footer>
      <div id="told" class="told" role="status" aria-live="polite"></div>
    `,
    { title: 'Operations', ...(viewer.csrf !== undefined && { csrf: viewer.csrf }) },
  )
}

/** Where somebody has to sign in first; `because` says why, in a sentence. */
export function signInPage(because: string): string {
  return framed(
    html`
      <main class="sign-in">
        <h1><span class="brand">Rihla</span> operations</h1>
        <p>${because}</p>
        <form data-sign-in>
          <label for="token">Token with the role operate</label>
          <input id="token" name="token" type="password" autocomplete="current-password" required autofocus />
          <button>Sign in</button>
          <p class="wrong" role="alert" data-wrong></p>
        </form>
      </main>
    `,
    { title: 'Sign in' },
  )
}

function framed(body: Html, { title, csrf }: { title: string; csrf?: string }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        ${csrf !== undefined && html`<meta name="csrf" content="${csrf}" />`}
        <title>${title} · Rihla</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ops/desk.css" />
        <script src="/ops/desk.js" defer></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text
}

const outcomes = [
  ['done', 'searchable'],
  ['partial', 'searchable, something is missing'],
  ['working', 'on their way'],
  ['parked', 'wait for a person'],
  ['dismissed', 'let be by a person'],
] as const

function overview({ documents, throughput, reading, oldestWaiting, at }: OpsStatus): Html {
  const { total, byOutcome } = documents
  const oldest = oldestWaiting
    ? html`<b>${since(oldestWaiting.receivedAt, at)}</b
        ><span class="of">${oldestWaiting.name}, ${oldestWaiting.state}</span>`
    : html`<b>none</b><span class="of">nothing waits</span>`
  return html`
    <section id="overview" aria-label="Documents">
      <div class="tiles">
        <div class="tile">
          <span class="label">documents</span><b>${total.toLocaleString('en')}</b><span class="of">taken in</span>
        </div>
        ${outcomes.map(
          ([outcome, meaning]) =>
            html`<div class="tile ${outcome}">
              <span class="label">${outcome}</span><b>${byOutcome[outcome].toLocaleString('en')}</b
              ><span class="of">${meaning}</span>
            </div>`,
        )}
      </div>
      ${total > 0 && bar(documents)}
      <div class="tiles wide">
        <div class="tile"><span class="label">time left</span>${timeLeft(documents.byOutcome.working, throughput)}</div>
        <div class="tile">
          <span class="label">came to an end</span><b>${throughput.finishedLastMinute.toLocaleString('en')}</b
          ><span class="of">in the last minute</span>
        </div>
        <div class="tile"><span class="label">oldest on its way</span>${oldest}</div>
        ${reading.outdated > 0 && outdated(reading.outdated)}
      </div>
    </section>
  `
}

/** What a new version would read otherwise. */
const outdated = (count: number): Html =>
  html`<div class="tile" id="outdated">
    <span class="label">read by older rules</span><b>${count.toLocaleString('en')}</b
    ><button
      class="quiet"
      data-post="/operations/reprocess?outdated=true"
      data-sure="Read ${counted(count, 'document')} again?"
    >
      Read again
    </button>
  </div>`

function timeLeft(working: number, { secondsLeft }: OpsStatus['throughput']): Html {
  if (working === 0) return html`<b>none</b><span class="of">all is through</span>`
  if (secondsLeft === undefined) return html`<b>unknown</b><span class="of">nothing has ended lately</span>`
  return html`<b>${duration(secondsLeft)}</b
    ><span class="of">for ${counted(working, 'document')}, at the pace of the last 5 min</span>`
}

/** Widths are attributes of a drawing: a style attribute would be refused by the policy of our pages. */
function bar({ total, byOutcome }: OpsStatus['documents']): Html {
  let x = 0
  const parts = outcomes.map(([outcome]) => {
    const width = (100 * byOutcome[outcome]) / total
    x += width
    return html`<rect class="${outcome}" x="${x - width}" y="0" width="${width}" height="4" />`
  })
  const told = outcomes.map(([outcome]) => `${byOutcome[outcome]} ${outcome}`).join(', ')
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${told}">
    ${parts}
  </svg>`
}

const clock = (at: string): string => `${at.slice(11, 19)} UTC`
