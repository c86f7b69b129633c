import { PausedAnswer, PauseQuery } from '../../contracts/operations.ts'
import { StageName } from '../../contracts/stored-document.ts'
import { defineRoute, noValues } from '../route.ts'

const about = {
  method: 'POST',
  role: 'operate',
  parameters: noValues,
  query: PauseQuery,
  answers: { 200: 'the stages that are paused now' },
  answer: PausedAnswer,
  errors: ['queue-unavailable'],
} as const

export const pauseStages = defineRoute({
  ...about,
  errors: [...about.errors],
  path: '/ops/pause',
  operationId: 'pause',
  summary: 'Hand out no more work of a stage, or of all',
  description:
    'To no process, until it is resumed; what is being worked on goes on, and what is sent is still taken in.',
  async handle({ query: { stage } }, { queues }) {
    for (const one of stage ? [stage] : StageName.options) await queues.pause(one)
    return { paused: await queues.paused() }
  },
})

export const resumeStages = defineRoute({
  ...about,
  errors: [...about.errors],
  path: '/ops/resume',
  operationId: 'resume',
  summary: 'Hand out work of a stage, or of all, again',
  async handle({ query: { stage } }, { queues }) {
    for (const one of stage ? [stage] : StageName.options) await queues.resume(one)
    return { paused: await queues.paused() }
  },
})
