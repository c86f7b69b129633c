import { type IncompletenessCode, incompletenessMeanings } from '../../../contracts/incompleteness.ts'
import type { ErrorCode } from '../../../errors.ts'

type Translated = { fr: string; es: string }

/** Ways out of what documents are parked with, as src/errors.ts has them in English. */
export const waysOut = {
  'file-empty': {
    fr: 'le fichier n’a pas d’octets : demandez-le de nouveau là d’où il vient',
    es: 'el archivo no tiene bytes: pídalo de nuevo a quien lo envió',
  },
  'not-a-pdf': {
    fr: 'son contenu n’est pas un PDF, quel que soit son nom : convertissez-le d’abord en PDF',
    es: 'su contenido no es un PDF, sea cual sea su nombre: conviértalo antes a PDF',
  },
  'file-too-large': {
    fr: 'augmentez RIHLA_MAX_FILE_BYTES ou divisez le fichier',
    es: 'aumente RIHLA_MAX_FILE_BYTES o divida el archivo',
  },
  'file-unreadable': {
    fr: 'vérifiez que le fichier existe encore et que Rihla a le droit de le lire',
    es: 'compruebe que el archivo aún existe y que Rihla tiene permiso para leerlo',
  },
  'pdf-damaged': {
    fr: 'le fichier est tronqué ou abîmé : demandez-le de nouveau, ou réparez-le (qpdf, mutool clean)',
    es: 'el archivo está cortado o dañado: pídalo de nuevo o repárelo (qpdf, mutool clean)',
  },
  'pdf-encrypted': {
    fr: 'retirez le mot de passe (qpdf --decrypt) et déposez le fichier de nouveau',
    es: 'quite la contraseña (qpdf --decrypt) y deposite el archivo de nuevo',
  },
  'pdf-without-pages': {
    fr: 'le fichier n’a pas de pages : demandez-le de nouveau là d’où il vient',
    es: 'el archivo no tiene páginas: pídalo de nuevo a quien lo envió',
  },
  'parse-time-limit': {
    fr: 'augmentez RIHLA_PARSE_TIMEOUT_SECONDS ou divisez le fichier',
    es: 'aumente RIHLA_PARSE_TIMEOUT_SECONDS o divida el archivo',
  },
  'parse-memory-limit': {
    fr: 'augmentez RIHLA_PARSE_MEMORY_BYTES ou divisez le fichier',
    es: 'aumente RIHLA_PARSE_MEMORY_BYTES o divida el archivo',
  },
  'parser-crashed': {
    fr: 'réessayez ; si cela se répète, signalez le fichier',
    es: 'reintente; si se repite, informe del archivo',
  },
  'stage-time-limit': {
    fr: 'réessayez ; si cela se répète, augmentez la limite de cette étape',
    es: 'reintente; si se repite, aumente el límite de esa etapa',
  },
  'stage-interrupted': {
    fr: 'Rihla s’est arrêté chaque fois qu’il travaillait à ce document : voyez son journal et la mémoire de la machine, puis réessayez',
    es: 'Rihla se detuvo cada vez que trabajaba en este documento: vea su registro y la memoria de la máquina, y reintente',
  },
  'stage-failed': {
    fr: 'voyez la cause dans le journal, corrigez-la, puis réessayez',
    es: 'vea la causa en el registro, corríjala y reintente',
  },
  'contract-broken': {
    fr: 'une étape a produit ce que son contrat interdit : signalez-le avec le document',
    es: 'una etapa produjo algo que su contrato prohíbe: informe de ello con el documento',
  },
  'store-damaged': {
    fr: 'un fichier du dépôt manque ou est abîmé : restaurez-le d’une sauvegarde, ou déposez le document de nouveau',
    es: 'falta un archivo del almacén o está dañado: restáurelo de una copia, o deposite el documento de nuevo',
  },
  'store-unwritable': {
    fr: 'vérifiez les droits et la place libre de RIHLA_DATA',
    es: 'compruebe los permisos y el espacio libre de RIHLA_DATA',
  },
  'index-unavailable': {
    fr: 'attendez que l’index revienne, ou démarrez-le',
    es: 'espere a que el índice vuelva, o arránquelo',
  },
} as const satisfies Partial<Record<ErrorCode, Translated>>

/** What is missing of partial documents, as src/contracts/incompleteness.ts has it in English. */
const losses: Record<IncompletenessCode, Translated> = {
  'page-without-text': {
    fr: 'des pages où rien n’a pu être lu : images, ou pages blanches',
    es: 'páginas en las que no se pudo leer nada: imágenes, o en blanco',
  },
  'page-failed': {
    fr: 'des pages qui n’ont pu être lues alors que le document l’a été',
    es: 'páginas que no se pudieron leer aunque el documento sí',
  },
  'page-limit': { fr: 'les pages au-delà de RIHLA_MAX_PAGES', es: 'las páginas más allá de RIHLA_MAX_PAGES' },
  'text-limit': {
    fr: 'le texte au-delà de RIHLA_MAX_TEXT_CHARACTERS',
    es: 'el texto más allá de RIHLA_MAX_TEXT_CHARACTERS',
  },
  'time-limit': {
    fr: 'ce qui n’était pas lu quand le temps de lecture s’est écoulé',
    es: 'lo que no se había leído cuando se agotó el tiempo de lectura',
  },
  'memory-limit': {
    fr: 'ce qui n’était pas lu quand le lecteur a atteint sa limite de mémoire',
    es: 'lo que no se había leído cuando el lector llegó a su límite de memoria',
  },
  'unmapped-characters': {
    fr: 'des caractères dont la police ne dit pas quelles lettres ils sont',
    es: 'caracteres cuya fuente no dice qué letras son',
  },
  'spacing-suspect': {
    fr: 'rien ne manque, mais des mots peuvent être mal séparés ou mal joints',
    es: 'no falta nada, pero puede haber palabras mal separadas o mal unidas',
  },
  'xfa-form': {
    fr: 'le contenu d’un formulaire XFA, dont seule la page d’attente est imprimée',
    es: 'el contenido de un formulario XFA, del que solo se imprime la página de aviso',
  },
  damaged: {
    fr: 'des parties inconnues : le fichier est abîmé et a été lu aussi loin qu’il va',
    es: 'partes desconocidas: el archivo está dañado y se leyó hasta donde llega',
  },
  recognised: {
    fr: 'la certitude : ces pages ont été lues sur leurs images et peuvent contenir des mots mal lus',
    es: 'la certeza: estas páginas se leyeron de sus imágenes y pueden tener palabras mal leídas',
  },
  'recognition-skipped': {
    fr: 'des pages qui sont des images, la reconnaissance étant coupée ou à sa limite',
    es: 'páginas que son imágenes, con el reconocimiento apagado o en su límite',
  },
  'passage-refused': { fr: 'des passages que l’index a refusés', es: 'pasajes que el índice rechazó' },
  'extraction-limit': {
    fr: 'les entités du texte au-delà de la limite d’extraction',
    es: 'las entidades del texto más allá del límite de extracción',
  },
}

/** A sentence, and the language that it is in: English where nobody has translated it. */
export type Sentence = { text: string; language: 'en' | 'fr' | 'es' }

/** The way out of a code in that language; `english` is what the archive tells of it. */
export function wayOutIn(language: Sentence['language'], code: string, english: string): Sentence {
  const known: Partial<Record<string, Translated>> = waysOut
  const translated = Object.hasOwn(known, code) ? known[code] : undefined
  return language === 'en' || !translated ? { text: english, language: 'en' } : { text: translated[language], language }
}

/** What a code of incompleteness means. */
export function lossIn(language: Sentence['language'], code: IncompletenessCode): Sentence {
  return { text: language === 'en' ? incompletenessMeanings[code] : losses[code][language], language }
}
