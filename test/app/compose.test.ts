import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, settings } from '../../src/config.ts'

const root = join(import.meta.dirname, '..', '..')
const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const standard = sectionsOf(compose, 0)['x-rihla']!
const services = sectionsOf(sectionsOf(compose, 0)['services']!, 2)
const ours = Object.entries(services).filter(([, text]) => text.includes('<<: *rihla'))

/** The keys that stand at this depth, each with the lines below it. Enough for a file of our own hand. */
function sectionsOf(text: string, depth: number): Record<string, string> {
  const sections: Record<string, string> = {}
  for (const part of text.split(new RegExp(`^ {${depth}}(?=[\\w-])`, 'm')).slice(depth === 0 ? 0 : 1)) {
    const [, name, rest] = /^([\w-]+):(.*)$/s.exec(part) ?? []
    if (name !== undefined) sections[name] = rest!
  }
  return sections
}

/** What a service is started with where the operator sets RIHLA_TOKEN and nothing else. */
function environmentOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^\s+([A-Z][A-Z_]+): (.+)$/gm)].map(
    ([, name, value]) => [name!, givenBy(value!)] as const,
  )
  return Object.fromEntries(pairs)
}

const givenBy = (value: string): string =>
  value
    .replace(/\$\{RIHLA_TOKEN:\?[^}]*\}/, 'a secret of sixteen')
    .replace(/\$\{\w+:-([^}]*)\}/, '$1')
    .replace(/^'(.*)'$/, '$1')

describe('docker-compose.yml', () => {
  test('runs every program of workers/ but the one that is all of them', () => {
    const programs = globSync('*.ts', { cwd: join(root, 'workers') }).map((file) => basename(file, '.ts'))
    expect(ours.map(([name]) => name).toSorted()).toEqual(programs.filter((name) => name !== 'all').toSorted())
    for (const [name, text] of ours) expect(text).toContain(`command: ['node', 'workers/${name}.ts']`)
  })

  test.for(ours)('starts %s with settings that there are, and that it takes', ([, text]) => {
    const environment = { ...environmentOf(standard), ...environmentOf(text) }
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(Object.keys(environment)))
    expect(() => readConfig(environment)).not.toThrow()
  })

  test('does not start without a token, for it listens beyond loopback', () => {
    const { RIHLA_TOKEN: _token, ...without } = environmentOf(`${standard}${services['api']}`)
    expect(() => readConfig(without)).toThrow('RIHLA_TOKEN is not set')
    expect(compose).toContain('${RIHLA_TOKEN:?')
  })

  test.for(Object.entries(services))('%s has a health check, limits, and starts again', ([, text]) => {
    const whole = text.includes('<<: *rihla') ? `${standard}${text}` : text
    for (const key of ['healthcheck', 'restart', 'mem_limit', 'pids_limit', 'security_opt', 'logging', 'networks'])
      expect(whole).toMatch(new RegExp(`^\\s+${key}:`, 'm'))
  })

  test('publishes ports on loopback only', () => {
    const ports = [...compose.matchAll(/^\s+ports: \[(.*)\]$/gm)].map(([, list]) => list!)
    expect(ports.length).toBe(compose.match(/\bports:/g)!.length)
    for (const list of ports) expect(list).toMatch(/^'127\.0\.0\.1:\d+:\d+'$/)
  })

  test('mounts files that there are', () => {
    for (const [, path] of compose.matchAll(/- \.\/(monitoring\/[^:]+):/g))
      expect(existsSync(join(root, path!))).toBe(true)
  })
})
