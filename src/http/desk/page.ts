import type { OpsStatus } from '../../contracts/ops.ts'
import { failures, partial } from './groups.ts'
import { html, type Html } from './html.ts'
import { stages, workers } from './machinery.ts'
import { overview } from './overview.ts'
import { deskLanguages, type Texts } from './texts.ts'

/** Who looks; `csrf` only of a session. */
export type Viewer = { name: string; csrf?: string }

/** The desk as it is now. Its script fetches it again and again, and takes over what differs. */
export function deskPage(status: OpsStatus, viewer: Viewer, texts: Texts): string {
  return framed(
    html`
      <header class="top">
        <h1><span class="brand">Rihla</span> ${texts.heading}</h1>
        <p id="live" class="live" role="status" data-lost="${texts.told.away}">
          <span class="dot"></span> <span data-live>${texts.asOf(clock(status.at))}</span>
        </p>
        <nav>
          <a href="/">${texts.archive}</a>
          <a href="/ops/queues/">${texts.queues}</a>
          <a href="/ops/status">${texts.data}</a>
          ${languageChoice(texts)}
          ${viewer.csrf !== undefined && html`<button class="quiet" data-sign-out>${texts.signOut(viewer.name)}</button>`}
        </nav>
      </header>
      <main>
        ${overview(status, texts)} ${stages(status, texts)} ${failures(status, texts)} ${partial(status, texts)}
        ${workers(status, texts)}
      </main>
      <footer><p>${texts.footer(status.version)}</p></footer>
      <div id="told" class="told" role="status" aria-live="polite"></div>
    `,
    { title: texts.title, texts, ...(viewer.csrf !== undefined && { csrf: viewer.csrf }) },
  )
}

/** Why the desk is not shown. */
type Refusal = keyof Texts['signIn']['why']

export const isRefusal = (code: string): code is Refusal => code === 'token-required' || code === 'role-insufficient'

/** Where somebody has to sign in first. */
export function signInPage(refusal: Refusal, texts: Texts): string {
  const { title, token, button, why } = texts.signIn
  return framed(
    html`
      <main class="sign-in">
        <h1><span class="brand">Rihla</span> ${texts.heading}</h1>
        <p>${why[refusal]}</p>
        <form data-sign-in>
          <label for="token">${token}</label>
          <input id="token" name="token" type="password" autocomplete="current-password" required autofocus />
          <button>${button}</button>
          <p class="wrong" role="alert" data-wrong></p>
        </form>
        ${languageChoice(texts)}
      </main>
    `,
    { title, texts },
  )
}

/** What the reader chose on the page holds here, and the other way round. */
function languageChoice({ language, languageCode }: Texts): Html {
  const options = Object.entries(deskLanguages).map(
    ([code, name]) =>
      html`<option value="${code}" lang="${code}" ${code === languageCode && html`selected`}>${name}</option>`,
  )
  return html`<select data-language aria-label="${language}">
    ${options}
  </select>`
}

function framed(body: Html, { title, csrf, texts }: { title: string; csrf?: string; texts: Texts }): string {
  const { told, outcomes, stageNames, languageCode } = texts
  return html`<!doctype html>
    <html lang="${languageCode}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <meta name="texts" content="${JSON.stringify({ ...told, outcomes, stageNames })}" />
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

const clock = (at: string): string => `${at.slice(11, 19)} UTC`
