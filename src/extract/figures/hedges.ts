import { hedgesAfter, hedgesBefore, listLanguage } from '../../gazetteers/figure-words.ts'
import type { Span } from '../../contracts/position.ts'
import { anyOf } from './pattern.ts'
import { textAfter, textBefore } from './view.ts'

type Patterns = { before: RegExp; after: RegExp }
const patterns = new Map<string, Patterns>()

function patternsOf(language: string): Patterns {
  const list = listLanguage(language)
  const known = patterns.get(list)
  if (known) return known
  const made = {
    before: new RegExp(`(?:^|[^\\p{L}])(${anyOf(hedgesBefore[list])}|[~≈<>≤≥±])[ \\u00a0]?$`, 'iu'),
    after: new RegExp(`^ \\(?(${anyOf(hedgesAfter[list])})(?![\\p{L}])`, 'iu'),
  }
  patterns.set(list, made)
  return made
}

/** Verbs that make what follows an estimate, with the word that leads on to the number. */
const estimating = new RegExp(
  '(?<![\\p{L}])(?:' +
    'estimat(?:es?|ed|ing) (?:that|at|to|by|there)(?![\\p{L}])[^.;:()]{0,50}|estimated [^.;()]{1,60} (?:at|to be)(?: [\\p{L} ]{0,16})?|' +
    "estim(?:e|ent|ait|ant|ée?s?) (?:que|à|qu’|qu'|entre|par)[^.;:()]{0,50}|" +
    '(?:estim|calcul)(?:a|an|ado|ada|ados|adas|aba|ó) (?:que|en|entre|por)[^.;:()]{0,50}' +
    ')$',
  'iu',
)

/** Hedges that may stand in a row: "estimated at well over". */
const mostHedges = 3

/**
 * The printed hedges of a figure, the nearest first. `from` is where the figure before it ends: what stands before that
 * hedges the other one.
 */
export function hedgesOf(text: string, figure: Span, { language, from }: { language: string; from: number }): string[] {
  const { before: hedgeBefore, after: hedgeAfter } = patternsOf(language)
  const before = textBefore(text, figure.start, Math.min(140, Math.max(0, figure.start - from)))
  const hedges: string[] = []
  let rest = before.replace(/[([“"«‘]+$/, '')
  for (let count = 0; count < mostHedges; count++) {
    const match = hedgeBefore.exec(rest)
    if (!match) break
    hedges.push(match[1]!.toLowerCase().replace(/\s+/g, ' '))
    rest = rest.slice(0, rest.length - match[0].trimStart().length)
  }
  // "estimates that over 50 per cent of the 214 million": a number with its article was known before.
  const known = /(?<![\p{L}])(?:the|les|los|las|these|those|ces|estos|estas|its|their|our) $/iu.test(before)
  if (!known && estimating.test(rest.trimEnd())) hedges.push('estimated')
  const after = hedgeAfter.exec(textAfter(text, figure.end, 32))
  if (after) hedges.push(after[1]!.toLowerCase())
  return [...new Set(hedges.map(plainHedge))]
}

/** "an estimated", "estimated at" and "estimates of" all say: estimated. */
function plainHedge(hedge: string): string {
  if (/^(?:an )?estimat/.test(hedge)) return 'estimated'
  if (/^the first$/.test(hedge)) return 'first'
  return hedge
}
