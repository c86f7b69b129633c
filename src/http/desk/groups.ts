import type { OpsStatus } from '../../contracts/ops.ts'
import { html, type Html } from './html.ts'
import { lossIn, type Sentence, wayOutIn } from '../../ways-out.ts'
import type { Texts } from './texts.ts'

/** What waits for a person, by why, each with the way out and what can be done. */
export function failures({ failures: groups, documents, at }: OpsStatus, texts: Texts): Html {
  const all = documents.byOutcome.parked
  return html`
    <section id="failures" aria-labelledby="failures-title">
      <div class="heading">
        <h2 id="failures-title">${texts.failures}</h2>
        ${all > 0 && html`<button data-post="/ops/retry?all=true" data-sure="${texts.retrySure(texts.documentCount(all))}">${texts.retryAll(texts.number(all))}</button>`}
      </div>
      ${groups.length === 0 && html`<p class="empty">${texts.noFailures}</p>`}
      ${groups.map((group) => failureGroup(group, at, texts))}
    </section>
  `
}

type Group = OpsStatus['failures'][number]

function failureGroup({ code, count, remedy, documents }: Group, at: string, texts: Texts): Html {
  const which = `code=${encodeURIComponent(code)}`
  return html`<details class="card group parked" id="failure-${code}">
    <summary>
      <span class="badge">${texts.number(count)}</span>
      <code>${code}</code> ${said(wayOutIn(texts.languageCode, code, remedy))}
    </summary>
    <div class="actions">
      <button data-post="/ops/retry?${which}">${texts.retrySome(texts.documentCount(count))}</button>
      <button
        class="quiet"
        data-post="/ops/dismiss?${which}"
        data-sure="${texts.dismissSure(texts.documentCount(count))}"
      >
        ${texts.dismiss}
      </button>
    </div>
    <ul class="documents">
      ${documents.map((document) => failedDocument(document, at, texts))}
    </ul>
    ${more(count - documents.length, 'parked', texts)}
  </details>`
}

function failedDocument({ documentId, name, failure }: Group['documents'][number], at: string, texts: Texts): Html {
  const { message, stage, attempts, page, at: failedAt } = failure
  return html`<li>
    <div class="what">
      <a class="name" href="/read/${documentId}">${name}</a>
      <p lang="en">${message}</p>
      <p class="of">
        ${texts.stageNames[stage]}, ${texts.attemptCount(attempts)},
        ${texts.ago(texts.since(failedAt, at))}${page !== undefined && html`, ${texts.page(String(page))}`} ·
        <span class="id">${documentId.slice(0, 12)}</span>
      </p>
    </div>
    <div class="actions">
      <button data-post="/documents/${documentId}/retry" aria-label="${texts.retry} ${name}">${texts.retry}</button>
      <button class="quiet" data-post="/documents/${documentId}/dismiss" aria-label="${texts.dismiss} ${name}">
        ${texts.dismiss}
      </button>
    </div>
  </li>`
}

/** What is searchable and misses something, by what. */
export function partial({ partial: groups }: OpsStatus, texts: Texts): Html {
  return html`
    <section id="partial" aria-labelledby="partial-title">
      <h2 id="partial-title">${texts.partial}</h2>
      ${groups.length === 0 && html`<p class="empty">${texts.noPartial}</p>`}
      ${groups.map(
        ({ code, count, documents }) =>
          html`<details class="card group partial" id="partial-${code}">
            <summary>
              <span class="badge">${texts.number(count)}</span> <code>${code}</code>
              ${said(lossIn(texts.languageCode, code))}
            </summary>
            <ul class="documents">
              ${documents.map(
                ({ documentId, name, message }) =>
                  html`<li>
                    <div class="what">
                      <a class="name" href="/read/${documentId}">${name}</a>
                      <p lang="en">${message}</p>
                    </div>
                  </li>`,
              )}
            </ul>
            ${more(count - documents.length, 'partial', texts)}
          </details>`,
      )}
    </section>
  `
}

const said = ({ text, language }: Sentence): Html => html`<span class="of" lang="${language}">${text}</span>`

const more = (left: number, outcome: string, texts: Texts): Html | false =>
  left > 0 && html`<p class="of"><a href="/add?outcome=${outcome}">${texts.more(texts.number(left))}</a></p>`
