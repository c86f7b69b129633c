import { PassThrough } from 'node:stream'
import type { LiveEvents } from '../live-events.ts'
import { defineRoute, noValues, type Route } from '../route.ts'

/** A reader that is so far behind is cut off; it comes back with the id of its last event. */
const mostWaitingBytes = 1024 * 1024

export const followEvents = (events: LiveEvents): Route =>
  defineRoute({
    method: 'GET',
    role: 'read',
    path: '/events',
    operationId: 'events',
    summary: 'What becomes of documents, as it happens: server-sent events',
    description:
      'Event `document` bears the document as GET /documents lists it; `reset` says that some were missed: read the lists anew; `hello` comes first.',
    parameters: noValues,
    query: noValues,
    headers: { 'Last-Event-ID': 'id of the last event that was seen: what came after it is sent first' },
    answers: { 200: 'events, until the reader goes' },
    content: 'text/event-stream',
    errors: ['too-many-readers'],
    async handle({ request, reply }): Promise<object> {
      const given = request.headers['last-event-id']
      const stream = new PassThrough()
      const stop = events.follow(
        typeof given === 'string' ? given : undefined,
        (text) => {
          if (stream.readableLength + stream.writableLength > mostWaitingBytes) stream.destroy()
          else stream.write(text)
        },
        () => stream.end(),
      )
      stream.once('close', stop)
      request.raw.once('close', () => stream.destroy())
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
    },
  })
