import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'

const file = join(import.meta.dirname, '..', '..', 'fixtures', 'kinds', 'cartera-numerada', 'cartera-numerada.pdf')
const { paragraphs, text, furniture } = await parsePdf({
  documentId: '0'.repeat(64),
  bytes: new Uint8Array(readFileSync(file)),
  limits: standardLimits,
})
const starts = paragraphs.map((paragraph) => ({
  kind: paragraph.kind,
  text: text.slice(paragraph.start, paragraph.end).slice(0, 24),
}))

test('a numbered item begins where its number hangs, also behind a line without a mark', () => {
  expect(starts.filter(({ kind }) => kind === 'list-item').map((item) => item.text)).toEqual([
    '1. Nombre: Muelles Justo',
    '2. Nombre: Cosecha en Re',
    '3. Nombre: Espigas',
  ])
})

test('an item whose bullet is drawn begins a paragraph, and a number in thousands is no bullet', () => {
  expect(starts.map((paragraph) => paragraph.text)).toEqual(
    expect.arrayContaining(['1.340 estibadores formad', 'Aumento del 22% en las v', 'Un registro de contratos']),
  )
  expect(starts.find((paragraph) => paragraph.text.startsWith('1.340'))!.kind).toBe('body')
})

test('an item that is a clause begins behind the semicolon of the one before', () => {
  expect(starts.map((paragraph) => paragraph.text)).toEqual(
    expect.arrayContaining(['abrir la oficina del mue', 'publicar la guía del jor', 'cerrar las cuentas.']),
  )
})

test('a number at the foot of a page is a cell where its row holds others, and no page number', () => {
  expect(furniture).toEqual([])
  expect(paragraphs.filter(({ kind }) => kind === 'table').map(({ start, end }) => text.slice(start, end))).toEqual([
    'Línea\tPersonas capacitadas\tPuestos\nMuelles\t3.120\t14',
    'Cosechas\t870\t6\nMercados\t540\t9',
    'Línea\t2022\t2023\tPersonal\nMuelles\t1.410\t1.260\t14\nCosechas\t905\t1.130\t6',
  ])
})
