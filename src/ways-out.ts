import { type IncompletenessCode, incompletenessMeanings } from './contracts/incompleteness.ts'
import type { ErrorCode } from './errors.ts'

type Translated = { fr: string; es: string }

/** The ways out of every error code, as errors.ts has them in English. */
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
  'too-many-readers': {
    fr: 'fermez d’autres pages qui suivent les événements, ou augmentez RIHLA_MAX_EVENT_READERS',
    es: 'cierre otras páginas que siguen los eventos, o aumente RIHLA_MAX_EVENT_READERS',
  },
  'too-many-files': {
    fr: 'envoyez moins de fichiers à la fois ou augmentez RIHLA_MAX_FILES_PER_UPLOAD',
    es: 'envíe menos archivos a la vez o aumente RIHLA_MAX_FILES_PER_UPLOAD',
  },
  'disk-full': {
    fr: 'libérez de la place sur le disque que nomme le message, ou baissez RIHLA_MIN_FREE_BYTES : tout reprend de soi-même',
    es: 'libere espacio en el disco que nombra el mensaje, o baje RIHLA_MIN_FREE_BYTES: todo continúa por sí solo',
  },
  'data-in-use': {
    fr: 'un autre Rihla travaille sur ce dossier de données : utilisez celui-là, ou donnez à celui-ci son propre RIHLA_DATA',
    es: 'otro Rihla trabaja en esta carpeta de datos: use ese, o dé a este su propio RIHLA_DATA',
  },
  'folder-unwritable': {
    fr: 'donnez à Rihla le droit d’y écrire, ou nommez un autre dossier',
    es: 'dé a Rihla permiso para escribir ahí, o nombre otra carpeta',
  },
  'port-in-use': {
    fr: 'arrêtez ce qui y écoute ou changez RIHLA_PORT',
    es: 'detenga lo que escucha ahí o cambie RIHLA_PORT',
  },
  'settings-invalid': {
    fr: 'corrigez les réglages que nomme le message',
    es: 'corrija los ajustes que nombra el mensaje',
  },
  'query-invalid': {
    fr: 'corrigez la question au caractère que nomme le message',
    es: 'corrija la pregunta en el carácter que nombra el mensaje',
  },
  'request-invalid': {
    fr: 'voyez dans /openapi.json ce que cette adresse accepte',
    es: 'vea en /openapi.json lo que acepta esta dirección',
  },
  'request-too-large': {
    fr: 'envoyez une demande plus courte : adresse, en-têtes ou contenu',
    es: 'envíe una petición más corta: dirección, cabeceras o contenido',
  },
  'headers-too-large': {
    fr: 'envoyez une adresse plus courte, ou des en-têtes moins nombreux et plus courts',
    es: 'envíe una dirección más corta, o menos cabeceras y más cortas',
  },
  'request-slow': {
    fr: 'envoyez la demande de nouveau, et d’un seul trait',
    es: 'envíe la petición de nuevo, y de una vez',
  },
  'media-type-unsupported': {
    fr: 'envoyez le fichier comme application/pdf ou application/octet-stream, ou plusieurs comme multipart/form-data',
    es: 'envíe el archivo como application/pdf o application/octet-stream, o varios como multipart/form-data',
  },
  'token-required': {
    fr: 'envoyez un jeton que le serveur connaît : Authorization: Bearer …, RIHLA_TOKEN pour la ligne de commande, ou connectez-vous ; rihla token en crée un',
    es: 'envíe una clave que el servidor conozca: Authorization: Bearer …, RIHLA_TOKEN para la línea de órdenes, o inicie sesión; rihla token crea una',
  },
  'role-insufficient': {
    fr: 'envoyez un jeton avec le rôle que nomme le message : rihla token en crée un',
    es: 'envíe una clave con el rol que nombra el mensaje: rihla token la crea',
  },
  'too-many-requests': {
    fr: 'attendez aussi longtemps que le dit Retry-After ; augmentez RIHLA_MAX_REQUESTS_PER_MINUTE si tant de demandes sont voulues, ou corrigez un jeton erroné',
    es: 'espere lo que dice Retry-After; aumente RIHLA_MAX_REQUESTS_PER_MINUTE si se quieren tantas, o corrija una clave errónea',
  },
  'origin-refused': {
    fr: 'appelez le serveur par l’adresse où il écoute, depuis un programme ou ses propres pages, ou nommez le site dans RIHLA_CORS_ORIGINS',
    es: 'llame al servidor por la dirección en la que escucha, desde un programa o sus propias páginas, o nombre el sitio en RIHLA_CORS_ORIGINS',
  },
  'method-not-allowed': {
    fr: 'voyez dans /openapi.json ce que cette adresse accepte',
    es: 'vea en /openapi.json lo que acepta esta dirección',
  },
  'range-not-satisfiable': {
    fr: 'demandez des octets dans la taille du fichier',
    es: 'pida bytes dentro del tamaño del archivo',
  },
  'id-ambiguous': {
    fr: 'donnez plus de chiffres de l’identifiant',
    es: 'dé más cifras del identificador',
  },
  'original-absent': {
    fr: 'le fichier a été refusé et ses octets n’ont pas été gardés : voyez pourquoi dans son échec, réparez-le et ajoutez-le de nouveau',
    es: 'el archivo fue rechazado y sus bytes no se guardaron: vea por qué en su fallo, repárelo y añádalo de nuevo',
  },
  'document-unknown': {
    fr: 'cherchez son identifiant dans la liste des documents : rihla documents',
    es: 'busque su identificador en la lista de documentos: rihla documents',
  },
  'search-unknown': {
    fr: 'cherchez son identifiant dans la liste des recherches gardées : rihla searches',
    es: 'busque su identificador en la lista de búsquedas guardadas: rihla searches',
  },
  'too-many-searches': {
    fr: 'supprimez une recherche gardée, ou augmentez RIHLA_MAX_SEARCHES',
    es: 'elimine una búsqueda guardada, o aumente RIHLA_MAX_SEARCHES',
  },
  'webhook-refused': {
    fr: 'nommez un webhook public, ou posez RIHLA_WEBHOOK_PRIVATE s’il doit être proche',
    es: 'nombre un webhook público, o ponga RIHLA_WEBHOOK_PRIVATE si debe estar cerca',
  },
  'webhook-failed': {
    fr: 'il est renvoyé de lui-même : vérifiez que le destinataire est joignable et répond 2xx',
    es: 'se envía de nuevo por sí solo: compruebe que el destinatario es alcanzable y responde 2xx',
  },
  'document-forgotten': {
    fr: 'il a été retiré à dessein : le message dit quand et pourquoi ; pour le reprendre malgré tout, ajoutez-le avec --again (?again=true)',
    es: 'se retiró a propósito: el mensaje dice cuándo y por qué; para tomarlo de todos modos, añádalo con --again (?again=true)',
  },
  'archive-absent': {
    fr: 'lancez-le là où sont les données, RIHLA_DATA nommant ce dossier',
    es: 'ejecútelo donde están los datos, con RIHLA_DATA nombrando esa carpeta',
  },
  'backup-absent': {
    fr: 'nommez le dossier qui a été donné à rihla backup',
    es: 'nombre la carpeta que se dio a rihla backup',
  },
  'backup-damaged': {
    fr: 'restaurez depuis une autre sauvegarde ; tant que les archives sont encore là, faites-en une nouvelle dans un dossier vide',
    es: 'restaure desde otra copia; mientras el archivo siga ahí, haga una nueva en una carpeta vacía',
  },
  'backup-folder-refused': {
    fr: 'nommez un dossier vide, absent ou qui est une sauvegarde, hors de RIHLA_DATA',
    es: 'nombre una carpeta vacía, ausente o que sea una copia, fuera de RIHLA_DATA',
  },
  'data-folder-not-empty': {
    fr: 'que RIHLA_DATA nomme un dossier vide ou absent, ou déplacez ce qui s’y trouve',
    es: 'que RIHLA_DATA nombre una carpeta vacía o ausente, o mueva lo que hay en ella',
  },
  'entry-unknown': {
    fr: 'cherchez dans le registre ses entrées et leurs clés',
    es: 'busque en el registro sus entradas y sus claves',
  },
  'page-unknown': {
    fr: 'demandez une page que le document a : voyez son pageCount',
    es: 'pida una página que el documento tenga: vea su pageCount',
  },
  'document-unready': {
    fr: 'attendez que le document soit lu : son état dit quand',
    es: 'espere a que el documento esté leído: su estado dice cuándo',
  },
  'document-not-parked': {
    fr: 'seul ce qui attend quelqu’un peut être écarté : voyez son état',
    es: 'solo lo que espera a una persona puede apartarse: vea su estado',
  },
  'correction-refused': {
    fr: 'corrigez une valeur qui a été extraite, telle que la donne GET /documents/{id}?include=mentions, dans des champs qu’elle a',
    es: 'corrija un valor que se extrajo, tal como lo da GET /documents/{id}?include=mentions, en campos que tenga',
  },
  'page-unbuilt': {
    fr: 'construisez la page avec npm run build : npm ci le fait là où il installe les dépendances de développement',
    es: 'construya la página con npm run build: npm ci lo hace donde instala las dependencias de desarrollo',
  },
  'route-unknown': {
    fr: 'voyez dans /openapi.json les adresses qu’il y a',
    es: 'vea en /openapi.json las direcciones que hay',
  },
  'reindex-running': {
    fr: 'attendez que ce soit fini ; ce qu’un processus arrêté a commencé peut être repris après dix secondes',
    es: 'espere a que termine; lo que empezó un proceso que terminó puede continuarse tras diez segundos',
  },
  'index-unusable': {
    fr: 'Elasticsearch refuse les accès ou le certificat, est d’une autre version, ou son index n’est pas le nôtre : voyez le message',
    es: 'Elasticsearch rechaza las credenciales o el certificado, es de otra versión, o su índice no es el nuestro: vea el mensaje',
  },
  'queue-unavailable': {
    fr: 'attendez que la file revienne, ou démarrez-la',
    es: 'espere a que vuelva la cola, o iníciela',
  },
  'queue-unusable': {
    fr: 'Redis refuse le mot de passe ou le certificat : corrigez REDIS_URL, voyez le message',
    es: 'Redis rechaza la contraseña o el certificado: corrija REDIS_URL, vea el mensaje',
  },
  'worker-stalled': {
    fr: 'démarrez un processus de cette étape, ou redémarrez celui qui est nommé ; voyez son journal et son accès à la file ou à son dossier',
    es: 'inicie un proceso de esa etapa, o reinicie el que se nombra; vea su registro y su acceso a la cola o a su carpeta',
  },
  'internal-error': {
    fr: 'réessayez ; le journal du serveur dit la cause : signalez-la si cela se répète',
    es: 'inténtelo de nuevo; el registro del servidor dice la causa: comuníquela si se repite',
  },
  'server-unreachable': {
    fr: 'démarrez-le avec rihla serve, ou posez RIHLA_URL',
    es: 'inícielo con rihla serve, o ponga RIHLA_URL',
  },
} satisfies Record<ErrorCode, Translated>

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
