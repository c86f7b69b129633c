import type { OpsStatus } from '../../contracts/ops.ts'
import { StageName } from '../../contracts/stored-document.ts'
import type { WorkerSeen } from '../../contracts/workers.ts'
import { html, type Html } from './html.ts'
import { since } from './words.ts'

/** What each stage has to do, and does. */
export function stages({ queues, throughput, at }: OpsStatus): Html {
  return html`
    <section id="stages" aria-labelledby="stages-title">
      <h2 id="stages-title">Stages</h2>
      <ol class="stages">
        ${StageName.options.map((stage) => {
          const { waiting, active, delayed, failed, oldestWaitingAt } = queues[stage]
          const { lastMinute, lastHour, byMinute } = throughput.stages[stage]
          return html`<li class="card">
            <h3><a href="/ops/queues/queue/${stage}">${stage}</a></h3>
            <p class="pace"><b>${lastMinute}</b> a minute <span class="of">${lastHour} in the last hour</span></p>
            ${sparkline(byMinute, stage)}
            <dl>
              ${pair('waiting', waiting)} ${pair('active', active)} ${pair('delayed', delayed)}
              ${pair('failed', failed)}
            </dl>
            <p class="of">${oldestWaitingAt ? `oldest waits for ${since(oldestWaitingAt, at)}` : 'nothing waits'}</p>
          </li>`
        })}
      </ol>
    </section>
  `
}

const pair = (name: string, count: number): Html =>
  html`<div class="${count === 0 ? 'zero' : name}">
    <dt>${name}</dt>
    <dd>${count.toLocaleString('en')}</dd>
  </div>`

/** A column for each minute, oldest first. */
function sparkline(byMinute: readonly number[], stage: string): Html {
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
  const label = `${stage}: documents in each of the last ${byMinute.length} minutes, at most ${Math.max(...byMinute)}`
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
export function workers({ workers: seen, at }: OpsStatus): Html {
  return html`
    <section id="workers" aria-labelledby="workers-title">
      <h2 id="workers-title">Workers</h2>
      ${
        seen.length === 0
          ? html`<p class="empty">No process has told of itself lately.</p>`
          : html`<div class="scroll" tabindex="0" role="group" aria-label="What each worker does">
              <table>
                <thead>
                  <tr>
                    <th>program</th>
                    <th>where</th>
                    <th>seen</th>
                    <th>up for</th>
                    <th>what it does</th>
                  </tr>
                </thead>
                <tbody>
                  ${seen.map((worker) => workerRow(worker, at))}
                </tbody>
              </table>
            </div>`
      }
    </section>
  `
}

function workerRow({ program, host, processId, seenAt, startedAt, stages: does }: WorkerSeen, at: string): Html {
  return html`<tr>
    <td><b>${program}</b></td>
    <td>${host} <span class="of">${processId}</span></td>
    <td>${since(seenAt, at)} ago</td>
    <td>${since(startedAt, at)}</td>
    <td>
      ${does.length === 0 && html`<span class="of">runs no stage</span>`}
      ${does.map(
        ({ stage, consumedAt, holds, stalled }) =>
          html`<span class="chip ${stalled ? 'stalled' : holds.length > 0 ? 'busy' : 'idle'}"
            >${stage}:
            ${stalled ? 'stalled, ' : ''}${holds.length > 0 ? `holds ${holds.length}` : 'idle'}${
              consumedAt ? `, took a job ${since(consumedAt, at)} ago` : ''
            }</span
          >`,
      )}
    </td>
  </tr>`
}
