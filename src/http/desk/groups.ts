import type { OpsStatus } from '../../contracts/ops.ts'
import { html, type Html } from './html.ts'
import { counted, since } from './words.ts'

/** What waits for a person, by why, each with the way out and what can be done. */
export function failures({ failures: groups, documents, at }: OpsStatus): Html {
  const all = documents.byOutcome.parked
  return html`
    <section id="failures" aria-labelledby="failures-title">
      <div class="heading">
        <h2 id="failures-title">Failures</h2>
        ${all > 0 && html`<button data-post="/ops/retry?all=true" data-sure="Retry ${counted(all, 'document')}?">Retry all ${all}</button>`}
      </div>
      ${groups.length === 0 && html`<p class="empty">Nothing waits for a person.</p>`}
      ${groups.map((group) => failureGroup(group, at))}
    </section>
  `
}

type Group = OpsStatus['failures'][number]

function failureGroup({ code, count, remedy, documents }: Group, at: string): Html {
  const which = `code=${encodeURIComponent(code)}`
  return html`<details class="card group parked" id="failure-${code}">
    <summary><span class="badge">${count}</span> <code>${code}</code> <span class="of">${remedy}</span></summary>
    <div class="actions">
      <button data-post="/ops/retry?${which}">Retry ${counted(count, 'document')}</button>
      <button class="quiet" data-post="/ops/dismiss?${which}" data-sure="Dismiss ${counted(count, 'document')}?">
        Dismiss
      </button>
    </div>
    <ul class="documents">
      ${documents.map((document) => failedDocument(document, at))}
    </ul>
    ${more(count, documents.length, 'parked')}
  </details>`
}

function failedDocument({ documentId, name, failure }: Group['documents'][number], at: string): Html {
  const { message, stage, attempts, page, at: failedAt } = failure
  return html`<li>
    <div class="what">
      <a class="name" href="/read/${documentId}">${name}</a>
      <p>${message}</p>
      <p class="of">
        ${stage}, ${counted(attempts, 'attempt')}, ${since(failedAt, at)}
        ago${page !== undefined && html`, page ${page}`} ·
        <span class="id">${documentId.slice(0, 12)}</span>
      </p>
    </div>
    <div class="actions">
      <button data-post="/documents/${documentId}/retry" aria-label="Retry ${name}">Retry</button>
      <button class="quiet" data-post="/documents/${documentId}/dismiss" aria-label="Dismiss ${name}">Dismiss</button>
    </div>
  </li>`
}

/** What is searchable and misses something, by what. */
export function partial({ partial: groups }: OpsStatus): Html {
  return html`
    <section id="partial" aria-labelledby="partial-title">
      <h2 id="partial-title">Partial documents</h2>
      ${groups.length === 0 && html`<p class="empty">Nothing is known to be missing.</p>`}
      ${groups.map(
        ({ code, count, meaning, documents }) =>
          html`<details class="card group partial" id="partial-${code}">
            <summary>
              <span class="badge">${count}</span> <code>${code}</code> <span class="of">${meaning}</span>
            </summary>
            <ul class="documents">
              ${documents.map(
                ({ documentId, name, message }) =>
                  html`<li>
                    <div class="what">
                      <a class="name" href="/read/${documentId}">${name}</a>
                      <p>${message}</p>
                    </div>
                  </li>`,
              )}
            </ul>
            ${more(count, documents.length, 'partial')}
          </details>`,
      )}
    </section>
  `
}

const more = (count: number, shown: number, outcome: string): Html | false =>
  count > shown &&
  html`<p class="of"><a href="/add?outcome=${outcome}">and ${(count - shown).toLocaleString('en')} more</a></p>`
