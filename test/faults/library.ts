import { pdfOf } from '../app/pdf.ts'
import { wordOf } from '../servers/notes.ts'
import { assemble, latin1, linesFrom, makePdf } from '../parse/make-pdf.ts'
// oxlint-disable-next-line import/no-named-as-default -- the named export is missing from its declaration
import PDFDocument from 'pdfkit'

/** A file that is sent, and the codes of which one is why it is parked; none for a document that must come through. */
export type SentFile = { name: string; bytes: Uint8Array<ArrayBuffer>; parkedAs?: readonly string[] }

/** Stands in every honest document. */
export const sharedWord = 'qsharedx'

const texts = [
  [
    'Recruitment of domestic workers',
    'Lebanon ratified Convention No. 189 in 2014 for 250,000 domestic workers from Ethiopia and the Philippines.',
    'Remittances from Nepal and Bangladesh rose to 6.3 billion US dollars in 2013, or 28.8 per cent of GDP.',
    'The Fair Crossings project (FAIRCROSS), 2010-2013, financed by Norway, works in Nepal and Lebanon.',
    'Ministries agreed to inspect agencies twice a year and to publish what they found about fees and contracts.',
  ],
  [
    'Les travailleurs migrants',
    'Le Maroc et la France ont conclu un accord sur la sécurité sociale de 120 000 travailleurs en 2011.',
    'Les transferts de fonds ont atteint 3,5 milliards de dollars, soit 7 pour cent du produit intérieur brut.',
    'La convention no 97 protège les travailleurs au Cameroun, au Mali et au Sénégal depuis 1962.',
    'Les inspecteurs du travail visitent les chantiers et les exploitations agricoles pendant la saison.',
  ],
  [
    'Trabajadores migrantes de temporada',
    'Colombia y el Ecuador firmaron un convenio para 40.000 trabajadores agrícolas en la campaña de 2012.',
    'El Convenio núm. 143 ampara a quienes trabajan en la Argentina, el Uruguay y el Paraguay.',
    'Las remesas sumaron 1.200 millones de dólares, un 12 por ciento más que en el año anterior.',
    'Las oficinas de empleo informan a las familias de sus derechos antes de que salgan de viaje.',
  ],
] as const

/** A document of one to three pages in one of three languages, told apart by a word of its own. */
async function honestFile(index: number): Promise<SentFile> {
  const [title, ...paragraphs] = texts[index % texts.length]!
  const rounds = 1 + (index % 4) * 4
  const body = Array.from({ length: rounds }, (_, round) => paragraphs[(index + round) % paragraphs.length]!)
  const own = `Note ${index}: ${sharedWord} ${wordOf(index)}.`
  return { name: `honest ${index}.pdf`, bytes: await pdfOf([title, own, ...body]) }
}

type Poison = { parkedAs: readonly string[]; bytes: (index: number) => Uint8Array | Promise<Uint8Array> }
const page = (index: number) => ({ texts: linesFrom([`Page of file ${index}.`, 'Work permits were issued.']) })
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** Bad in ways that archives meet every day. */
const common: readonly Poison[] = [
  { parkedAs: ['not-a-pdf'], bytes: (index) => latin1(`<html>Session ${index} has expired</html>`) },
  { parkedAs: ['pdf-damaged'], bytes: (index) => latin1(`%PDF-1.7\n${index}\n${'no objects at all '.repeat(200)}`) },
  { parkedAs: ['pdf-encrypted'], bytes: encrypted },
  {
    parkedAs: ['pdf-damaged', 'pdf-without-pages'],
    bytes: (index) =>
      assemble(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [] /Count 0 /File ${index} >>`]),
  },
  {
    parkedAs: ['pdf-damaged', 'pdf-without-pages'],
    bytes: (index) => latin1(text(makePdf([page(index)])).replace('/Kids [5 0 R]', '/Kids [2 0 R]')),
  },
]

async function encrypted(index: number): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 72, left: 72, right: 72 },
    info: {},
    userPassword: `secret ${index}`,
  })
  document.text(`Nobody reads file ${index}.`)
  document.end()
  return Buffer.concat(await Array.fromAsync(document))
}

/** The parser never comes to an end with this one, and is killed at its limit. */
const endless: Poison = {
  parkedAs: ['parse-time-limit'],
  bytes: (index) => makePdf([{ ...page(index), content: 'q '.repeat(100_000) }]),
}

/** A file that cannot be read: five kinds in turn, and one in twenty-five that never ends. */
async function poisonFile(index: number): Promise<SentFile> {
  const { parkedAs, bytes } = index % 25 === 12 ? endless : common[index % common.length]!
  return { name: `poison ${index}.pdf`, bytes: new Uint8Array(await bytes(index)), parkedAs }
}

/** So many files, of which one in ten is poison, somewhere among the ten; numbered from `first` on. */
export async function makeLibrary(count: number, random: () => number, first = 0): Promise<SentFile[]> {
  const files: SentFile[] = []
  for (let ten = 0; ten < count / 10; ten++) {
    const place = Math.floor(random() * 10)
    for (let index = 0; index < 10; index++) {
      const number = first + ten * 10 + index
      files.push(await (index === place ? poisonFile((first + 10 * ten) / 10) : honestFile(number)))
    }
  }
  return files
}
