import type { IloInstrument } from '../../gazetteers/instruments.ts'
import { iloInstrument } from '../ilo-titles.ts'

const before =
  /(?:(?<![\p{L}\p{N}])(?:19|20)\d\d\s)?(?<!\p{L})Protocol(?:e|o)?(?:\s(?:of|de)\s(?:19|20)\d\d)?\s(?:to|relatif\sà|relativo\sal?|du|del)\s(?:the\s|la\s|l['’])?(?:(?:ILO|OIT)\s)?$/iu

/** "the 2014 Protocol to Convention No. 29": where a Convention stands behind these words, the Protocol is meant. */
export function protocolTo(
  text: string,
  start: number,
  number: number,
): { id: string; series: 'P'; instrument: IloInstrument; start: number } | undefined {
  const instrument = iloInstrument('P', number)
  const words = instrument && before.exec(text.slice(Math.max(0, start - 60), start))?.[0]
  return words === undefined
    ? undefined
    : { id: instrument!.id, series: 'P', instrument: instrument!, start: start - words.length }
}
