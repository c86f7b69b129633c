import { defineRule, type Found } from '../rule.ts'

type Input = { text: string }

const secretaryGeneral = defineRule<'instrument', Input>({
  id: 'instrument/un-decision',
  kind: 'instrument',
  accept: [
    [
      'the Secretary-General’s Decision No. 2012/19 on International Migration',
      'Secretary-General’s Decision No. 2012/19 on International Migration = UN-SG-DEC-2012/19',
    ],
    [
      "United Nations Secretary-General's decision 2015/3",
      "United Nations Secretary-General's decision 2015/3 = UN-SG-DEC-2015/3",
    ],
    [
      'Decision No. 2009/7 of the UN Secretary-General',
      'Decision No. 2009/7 of the UN Secretary-General = UN-SG-DEC-2009/7',
    ],
  ],
  reject: [
    'Decision No. 45 of the court',
    'the Secretary-General’s decision to leave',
    'Decision 2012/19 of the council',
  ],
  find: findDecisions,
})

const governingBody = defineRule<'instrument', Input>({
  id: 'instrument/ilo-governing-body-decision',
  kind: 'instrument',
  accept: [
    [
      'At its 316th Session in November 2012, the ILO’s Governing Body met. The Governing Body decision in November 2012',
      'Governing Body decision in November 2012 = ILO-GB316-DEC',
    ],
    [
      'the decision of the Governing Body at its 328th Session',
      'decision of the Governing Body at its 328th Session = ILO-GB328-DEC',
    ],
    [
      'the decision of the ILO’s Governing Body in March 2010',
      'decision of the ILO’s Governing Body in March 2010 = ILO-GB-DEC-2010-03',
    ],
  ],
  reject: [
    'The Governing Body called on the Office',
    'a decision of the governing party',
    'the Governing Body’s decisions',
  ],
  find: findGoverningBody,
})

export const decisionRules = [secretaryGeneral, governingBody]

const general = String.raw`(?:(?:United\sNations|UN)\s)?Secretary[-\s]General['’]s\sDecision`
const decisionNumber = String.raw`\s(?:No\.?\s?)?(20\d\d\/\d{1,3})`
/** "… on International Migration": the capitalised words of its title. */
const decisionTitle = String.raw`(?:\son(?:\s\p{Lu}\p{L}+){1,6})?`
const ofGeneral = String.raw`\sof\sthe\s(?:United\sNations\s|UN\s)?Secretary[-\s]General`
const generalDecision = new RegExp(`${general}${decisionNumber}${decisionTitle}`, 'giu')
const decisionOfGeneral = new RegExp(`Decision${decisionNumber}${ofGeneral}`, 'giu')

function findDecisions({ text }: Input): Found<'instrument'>[] {
  return [generalDecision, decisionOfGeneral].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const number = match[1]!
      const place = { start: match.index, end: match.index + match[0].length }
      return decision({ ...place, id: `UN-SG-DEC-${number}`, body: 'UN', year: Number(number.slice(0, 4)) })
    }),
  )
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const monthOfYear = String.raw`(?:\d{1,2}\s)?(${months})\s(20\d\d)`
const session = String.raw`(?:its\s)?(\d{3})(?:st|nd|rd|th)\sSession`
const when = String.raw`\s(?:in|at|of)\s(?:${monthOfYear}|${session})`
const ofBody = String.raw`decision\sof\sthe\s(?:ILO(?:['’]s)?\s)?Governing\sBody${when}`
const bodys = String.raw`Governing\sBody(?:['’]s)?\sdecision${when}`
const bodyDecision = new RegExp(`${ofBody}|${bodys}`, 'giu')
const sessionOfMonth = new RegExp(String.raw`(\d{3})(?:st|nd|rd|th)\sSession[^.\n]{0,80}?(${months})\s(20\d\d)`, 'giu')
const datedDecision = new RegExp(String.raw`Decision\sof\s${monthOfYear}`, 'gu')

function findGoverningBody({ text }: Input): Found<'instrument'>[] {
  const flat = text
  const found: Found<'instrument'>[] = []
  const matches = [...flat.matchAll(bodyDecision)]
  if (matches.length === 0) return []
  const sessions = new Map<string, string>()
  for (const [, number, month, year] of flat.matchAll(sessionOfMonth)) sessions.set(dateKey(month!, year!), number!)
  for (const match of matches) {
    const [, month1, year1, session1, month2, year2, session2] = match
    found.push(
      bodyMention(match, { month: month1 ?? month2, year: year1 ?? year2, session: session1 ?? session2 }, sessions),
    )
  }
  const dates = new Set(found.map(({ instrument }) => instrument))
  for (const match of flat.matchAll(datedDecision)) {
    const mention = bodyMention(match, { month: match[1], year: match[2], session: undefined }, sessions)
    if (dates.has(mention.instrument)) found.push(mention)
  }
  return found
}

type When = { month: string | undefined; year: string | undefined; session: string | undefined }

/** The session names the decision; a month does where the document says which session it was. */
function bodyMention(match: RegExpExecArray, when: When, sessions: Map<string, string>): Found<'instrument'> {
  const key = when.month && when.year ? dateKey(when.month, when.year) : ''
  const number = when.session ?? sessions.get(key)
  const id = number ? `ILO-GB${number}-DEC` : `ILO-GB-DEC-${key}`
  const place = { start: match.index, end: match.index + match[0].length }
  return decision({ ...place, id, body: 'ILO', year: when.year ? Number(when.year) : undefined })
}

function dateKey(month: string, year: string): string {
  const number = months.toLowerCase().split('|').indexOf(month.toLowerCase()) + 1
  return `${year}-${String(number).padStart(2, '0')}`
}

function decision(made: {
  start: number
  end: number
  id: string
  body: 'UN' | 'ILO'
  year: number | undefined
}): Found<'instrument'> {
  const { start, end, id, body, year } = made
  return {
    kind: 'instrument',
    start,
    end,
    instrument: id,
    instrumentKind: 'decision',
    body,
    binding: false,
    resolved: true,
    ...(year !== undefined && { year, yearPrinted: true }),
  }
}
