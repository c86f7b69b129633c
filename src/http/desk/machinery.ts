import type { OpsStatus } from '../../contracts/ops.ts'
import { StageName } from '../../contracts/stored-document.ts'
import type { WorkerSeen } from '../../contracts/workers.ts'
import { html, type Html } from './html.ts'
import type { Texts } from './texts.ts'

/** What each stage has to do, and does. */
export function stages({ queues, throughput, at }: OpsStatus, texts: Texts): Html {
  return html`
    <section id="stages" aria-labelledby="stages-title">
      <h2 id="stages-title">${texts.stages}</h2>
      <ol class="stages">
        ${StageName.options.map((stage) => {
          const { waiting, active, delayed, failed, paused, oldestWaitingAt } = queues[stage]
          const { lastMinute, lastHour, byMinute } = throughput.stages[stage]
          return html`<li class="card">
            <h3><a href="/ops/queues/queue/${stage}">${texts.stageNames[stage]}</a></h3>
            <p class="pace">
              <b>${texts.number(lastMinute)}</b> ${texts.aMinute}
              <span class="of">${texts.lastHour(texts.number(lastHour))}</span>
            </p>
            ${sparkline(byMinute, texts.minutes(texts.stageNames[stage], byMinute.length, Math.max(...byMinute)))}
            <dl>${pairs({ waiting, active, delayed, failed }, texts)}</dl>
            <p class="of">
              ${oldestWaitingAt ? texts.oldestWaits(texts.since(oldestWaitingAt, at)) : texts.nothingWaits}
            </p>
            <div class="actions">
              ${paused && html`<span class="chip stalled">${texts.paused}</span>`}
              <button
                class="quiet"
                data-post="/ops/${paused ? 'resume' : 'pause'}?stage=${stage}"
                aria-label="${paused ? texts.resume : texts.pause}: ${texts.stageNames[stage]}"
              >
                ${paused ? texts.resume : texts.pause}
              </button>
            </div>
          </li>`
        })}
      </ol>
    </section>
  `
}

const kinds = ['waiting', 'active', 'delayed', 'failed'] as const

const pairs = (counts: Record<(typeof kinds)[number], number>, texts: Texts): Html[] =>
  kinds.map(
    (kind) =>
      html`<div class="${counts[kind] === 0 ? 'zero' : kind}">
        <dt>${texts.jobs[kind]}</dt>
        <dd>${texts.number(counts[kind])}</dd>
      </div>`,
  )

/** A column for each minute, oldest first. */
function sparkline(byMinute: readonly number[], label: string): Html {
  const most = Math.max(1, ...byMinute)
  const columns = byMinute.map((count, index) => {
    const height = Math.max(count > 0 ? 1 : 0.35, (20 * count) / most)
    return html`<rect
      class="${count > 0 ? 'some' : 'none'}"
      x="${index * 4}"
      y="${20 - height}"
      width="3"
      height="${height}"
    />`
  })
  return html`<svg
    class="sparkline"
    viewBox="0 0 ${byMinute.length * 4} 20"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${columns}
  </svg>`
}

/** Who was seen, and what each did last. */
export function workers({ workers: seen, at }: OpsStatus, texts: Texts): Html {
  return html`
    <section id="workers" aria-labelledby="workers-title">
      <h2 id="workers-title">${texts.workers}</h2>
      ${
        seen.length === 0
          ? html`<p class="empty">${texts.noWorkers}</p>`
          : html`<div class="scroll" tabindex="0" role="group" aria-label="${texts.workersTable}">
              <table>
                <thead>
                  <tr>
                    ${Object.values(texts.columns).map((column) => html`<th>${column}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${seen.map((worker) => workerRow(worker, at, texts))}
                </tbody>
              </table>
            </div>`
      }
    </section>
  `
}

function workerRow(
  { program, host, processId, seenAt, startedAt, stages: does, hindered }: WorkerSeen,
  at: string,
  texts: Texts,
): Html {
  return html`<tr>
    <td><b>${program}</b></td>
    <td>${host} <span class="of">${processId}</span></td>
    <td>${texts.ago(texts.since(seenAt, at))}</td>
    <td>${texts.since(startedAt, at)}</td>
    <td>
      ${hindered !== undefined && html`<span class="chip stalled" lang="en">${hindered}</span>`}
      ${does.length === 0 && hindered === undefined && html`<span class="of">${texts.noStage}</span>`}
      ${does.map(
        ({ stage, consumedAt, holds, stalled }) =>
          html`<span class="chip ${stalled ? 'stalled' : holds.length > 0 ? 'busy' : 'idle'}"
            >${texts.stageNames[stage]}:
            ${stalled ? `${texts.stalled}, ` : ''}${holds.length > 0 ? texts.holds(holds.length) : texts.idle}${
              consumedAt ? `, ${texts.tookAJob(texts.since(consumedAt, at))}` : ''
            }</span
          >`,
      )}
    </td>
  </tr>`
}
