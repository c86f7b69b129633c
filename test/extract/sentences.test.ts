import { describe, expect, test } from 'vitest'
import { inputOf } from './documents.ts'

function sentencesIn(text: string): string[] {
  const input = inputOf(text)
  return input.sentences.map(({ start, end }) => input.text.slice(start, end))
}

describe('sentences', () => {
  test.for([
    [
      'It ratified Convention No. 97 in 1990. Then it left.',
      ['It ratified Convention No. 97 in 1990.', 'Then it left.'],
    ],
    ['See p. 4 of the U.S. report. It is long.', ['See p. 4 of the U.S. report.', 'It is long.']],
    ['Dr. Adaora J. Obi spoke. Nobody answered.', ['Dr. Adaora J. Obi spoke.', 'Nobody answered.']],
    ['Was it 3.5 million? “Yes.” He went on…  And on!', ['Was it 3.5 million?', '“Yes.”', 'He went on…', 'And on!']],
    [
      'El art. 5 del Convenio núm. 189 rige. Sra. Díaz firmó.',
      ['El art. 5 del Convenio núm. 189 rige.', 'Sra. Díaz firmó.'],
    ],
    [
      'Voir art. 3 de la convention n° 97. « Oui. » Elle est partie.',
      ['Voir art. 3 de la convention n° 97.', '« Oui. »', 'Elle est partie.'],
    ],
    ['Farms, shops, etc. They closed.', ['Farms, shops, etc.', 'They closed.']],
    ['It said no. Nobody came.', ['It said no.', 'Nobody came.']],
    ['It costs $& {{DELIM_0}} $1. Really.', ['It costs $& {{DELIM_0}} $1.', 'Really.']],
    ['one. two. three', ['one. two. three']],
    ['', []],
  ] as const)('«%s»', ([text, expected]) => {
    expect(sentencesIn(text)).toEqual(expected)
  })

  test('never join paragraphs, and a cell of a table is one', () => {
    expect(sentencesIn('A heading\n\nIts text.\n\nPlace\tNumber\nNorth\t12')).toEqual([
      'A heading',
      'Its text.',
      'Place',
      'Number',
      'North',
      '12',
    ])
  })

  test('a long paragraph is cut as a short one is', () => {
    const text = 'It ended. '.repeat(5000).trim()
    expect(new Set(sentencesIn(text))).toEqual(new Set(['It ended.']))
    expect(sentencesIn(text)).toHaveLength(5000)
  })
})
