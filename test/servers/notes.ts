import { pdfOf } from '../app/pdf.ts'
import type { Client } from '../../src/http/client.ts'

/** A word of one note only, made of letters: "qabx" is note 1. */
export const wordOf = (index: number): string =>
  `q${String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}x`

/** A page about migrant workers, told apart by a word of its own. */
export function noteOf(index: number): Promise<Uint8Array<ArrayBuffer>> {
  return pdfOf(['Migrant workers', `A note on migrant workers, told apart by the word ${wordOf(index)} alone.`])
}

export async function addNote(client: Client, index: number) {
  return client.addFile({ name: `note ${index}.pdf`, body: new Blob([await noteOf(index)]) })
}

/** What is not found once and once only of the notes 0 … count − 1, in words. */
export async function unfound(client: Client, count: number): Promise<string[]> {
  const faults: string[] = []
  for (let index = 0; index < count; index++) {
    const { documentCount, passageCount } = await client.search({ q: wordOf(index) })
    if (documentCount !== 1 || passageCount !== 1)
      faults.push(`note ${index}: ${documentCount} documents, ${passageCount} passages`)
  }
  return faults
}
