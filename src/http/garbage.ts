import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { RihlaError } from '../errors.ts'
import { problemOf, problemType } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

const lastWordSeconds = 2

/** Answers what is no request at all, or has headers beyond measure, and ends the connection. */
export function refuseGarbage(error: Error & { code?: string }, socket: Socket): void {
  // More of the same arrives after the answer; closing at once would keep the sender from reading it.
  if (socket.writableEnded) return
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = problemOf(problemFor(error), '/')
  const body = JSON.stringify(problem)
  const headers = {
    ...securityHeaders,
    'content-type': problemType,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  setTimeout(() => socket.destroy(), lastWordSeconds * 1000).unref()
}

function problemFor({ code }: Error & { code?: string }): RihlaError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new RihlaError('headers-too-large', 'the address and headers of the request are too long')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RihlaError('request-slow', 'the request did not arrive in time')
  return new RihlaError('request-invalid', 'what came is no HTTP request')
}
