import { figureRule } from '../figures/figure-rule.ts'
import { moneyRules } from './figures-money.ts'

const toSend =
  "(?:send(?:ing)?|transfer(?:ring)?|remit(?:ting)?|(?:d['’]un |de l['’])?(?:envoi|transfert)|envoyer|transférer|enviar|transferir|(?:de un |del )?(?:envío|giro|transferencia))"
const price =
  '(?:costs?|prices?|fees?|charges?|coûts?|prix|frais|commissions?|costos?|costes?|precios?|tarifas?|comisi(?:ón|ones))'
const sumSign = '(?:[A-Z]{0,3} ?[$€£] ?|[A-Z]{3} )?'
/** "sending US$": whoever sends it is charged, and says so before or behind. */
const sentBefore = new RegExp(`(?<!\\p{L})${toSend}(?: (?:of|for|de|d['’]))? ?${sumSign}$`, 'iu')
const pricedBefore = new RegExp(`(?<!\\p{L})(?:${price}|per cent|%|por ciento|pour cent)(?!\\p{L})[^.;]*$`, 'iu')
const pricedBehind = /^[^.;:]{0,60}?(?<!\p{L})(?:costs?|coûte|coûtait|cuesta|costaba|costó)(?!\p{L})/iu
/** "the cost of a US$200 transfer" */
const transferBefore = new RegExp(`(?<!\\p{L})${price} (?:of|for|on) an? (?:typical )?${sumSign}$`, 'iu')
const transferBehind = /^(?: dollars?)?[ -](?:transfer|remittance)s?(?!\p{L})/iu

/** The sum whose transfer has a price: it says how the price is measured, and is no one's income. */
export const sumSentRule = figureRule({
  id: 'money/sum-sent',
  accept: [
    ['the cost of sending US$200 home', 'US$200 = 200 USD'],
    ['Sending 200 dollars from there costs 6 per cent.', '200 dollars = 200 $'],
    ['It cost 7 per cent to send €500.', '€500 = 500 EUR'],
    ['the average cost of a US$200 transfer', 'US$200 = 200 USD'],
    ["Le coût moyen d'un envoi de 200 dollars baisse.", '200 dollars = 200 $'],
    ['Enviar 200 dólares cuesta el 5 %.', '200 dólares = 200 $'],
  ],
  reject: [
    'sending US$200 home each month',
    'They sent 200 dollars.',
    'at a cost of US$200',
    'envoyer 200 dollars par mois',
  ],
  read: (site, view) => {
    const { numeral, before, after } = site
    const sent = sentBefore.exec(before)
    const priced = sent && (pricedBefore.test(before.slice(0, sent.index)) || pricedBehind.test(after))
    if (numeral.scale !== 1 || !(priced || (transferBefore.test(before) && transferBehind.test(after))))
      return undefined
    for (const rule of moneyRules) {
      const reading = rule.read(site, view)
      if (reading) return { ...reading, unit: 'transfer' }
    }
    return undefined
  },
})
