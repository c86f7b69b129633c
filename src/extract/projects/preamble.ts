/** "Project brief:", "Fact sheet –", "Evaluation brief:". */
const sheetName = String.raw`(?:project\s)?(?:fact\s?sheet|brief|profile|summary|sheet|evaluation\s(?:brief|summary|report))\s?[:–—-]\s?`
/** "Final independent", "Mid-term", "Joint cluster", "Report of the". */
const kinds = String.raw`final|mid-?term|interim|independent|internal|external|ex-?post|joint|cluster|clustered|summative|formative|terminal|project|report|on|of|the|rapport|informe|d['’]|de|la|le`
/** "evaluation of the", "évaluation finale indépendante du", "evaluación intermedia del", "evaluation:". */
const evaluation = String.raw`(?:evaluation|review|assessment|évaluation|evaluación)\s?(?:report|brief|finale?|intermédiaire|intermedia|externa|externe|indépendante|independiente|à\smi-parcours)?(?:\s(?:indépendante|independiente|externe|externa))?\s?(?:(?:of|for|on|du|de|del|de\sla|de\sl['’])\s|[:–—]\s)`
/** "the project “", "le projet «", "el programa:". */
const opening = String.raw`(?:(?:the|le|la|el)\s)?(?:(?:project|projet|proyecto|programme|program|programa)\s?[:–—]\s?|(?:project|projet|proyecto|programme|program|programa)\s(?=[“«"]))?[“«"]?\s?`

const preamble = new RegExp(String.raw`^(?:${sheetName})?(?:(?:(?:${kinds})\s?){0,6}${evaluation})?${opening}`, 'iu')

/** "PROJECT PATHWAYS …", "projet Retour …": behind "evaluation of the" the noun alone, where a name follows. */
const announcedName =
  /^(?:project|PROJECT|Project|projet|PROJET|Projet|proyecto|PROYECTO|Proyecto)\s(?=\p{Lu}\p{L}{3,}\s)/u

/** What the title of a brief or of an evaluation says before the project's own title; empty where it says nothing. */
export function preambleOf(text: string): string {
  const before = preamble.exec(text)?.[0] ?? ''
  if (before.length <= 8) return before
  return before + (announcedName.exec(text.slice(before.length))?.[0] ?? '')
}
