/** What bodies are called by, in three languages: stems of the nouns that open or close their names. */
const stems = [
  // English
  'Agenc(?:y|ies)|Alliance|Assembly|Association|Authorit(?:y|ies)|Bank|Board|Bureau|Caritas|Cent(?:re|er)|Chamber|Church|Cit(?:y|ies)\\sof|Coalition|Collective|Commission|Committee|Company|Confederation|Congress|Cooperative|Co-operative|Corporation|Council|County|Department|Directorate|Embassy|Exchange|Facility|Federation|Foundations?|Fund|Government|Guild|Hospital|Institut(?:e|ion)|League|Ministr(?:y|ies)|Mission|Municipality|Network|Office|Organi[sz]ation|Parliament|Police|Province|Red\\sCross|Red\\sCrescent|School|Secretariat|Service|Society|Syndicate|Treasury|Trusts?|Unions?|Universit(?:y|ies)',
  // French
  'Agences?|Alliance|Ambassade|Assemblée|Association|Autorité|Banque|Bureau|Caisse|Centre|Chambre|Collectif|Comité|Commune|Compagnie|Confédération|Conseil|Coopérative|Coopération|Croix-Rouge|Croissant-Rouge|Direction|École|Fédération|Fondation|Fonds|Gouvernement|Haut-Commissariat|Hôpital|Institut|Ligue|Mairie|Ministère|Municipalité|Observatoire|Office|ONG|Ordre|Organisation|Préfecture|Principauté|Région|Réseau|Secrétariat|Service|Société|Syndicat|Union|Université|Ville',
  // Spanish
  'Agencia|Alcaldía|Alianza|Asamblea|Asociación|Autoridad|Ayuntamiento|Banco|Cámara|Central|Centro|Colegio|Comisión|Comité|Compañía|Confederación|Congreso|Consejo|Cooperativa|Cooperación|Corporación|Cruz\\sRoja|Defensoría|Departamento|Diputación|Dirección|Embajada|Escuela|Federación|Fondo|Fundación|Generalitat|Gobernación|Gobierno|Gremio|Instituto|Intendencia|Junta|Liga|Ministerio|Municipalidad|Municipio|Oficina|Organización|Pastoral|Prefectura|Red\\sde|Secretaría|Servicio|Sindicato|Sociedad|Unión|Universidad',
].join('|')

const article = String.raw`(?:(?:the|la|le|les|el|los|las)\s|l['’])?`

/** "Ministry of …", "mairie d’…", "National Union of …": a name whose noun stands first, or before "of". */
const headed = new RegExp(
  String.raw`^${article}(?:(?:\p{Lu}[\p{L}'’.-]*\s){0,4})(?:${stems})\s(?:of|for|on|in|de|du|des|del|pour|para|d['’])(?!\p{L})`,
  'iu',
)
/** "Fundación Tinker", "Office malien": the noun opens the name. */
const opening = new RegExp(String.raw`^${article}(?:${stems})\s(?=\p{L})`, 'iu')
/** "Wellspring Foundation", "National Skills Authority (NSA)": the noun closes it. */
const closing = new RegExp(String.raw`^${article}\p{Lu}[^,;()]{1,80}\s(?:${stems})(?:\s\([^()]{2,20}\))?$`, 'u')

/** Whether words are named like a body by their noun: "Wellspring Foundation", "mairie d’Abobo". */
export function isNamedBody(name: string): boolean {
  if (name.length > 160 || !/\p{Lu}/u.test(name)) return false
  return headed.test(name) || opening.test(name) || closing.test(name)
}

/** "mairie d’Abobo", "city of Huelva": bodies whose noun is printed small, before a name. */
const small = new RegExp(String.raw`^(?:${stems})\s\p{L}`, 'iu')

/** "unions of Ghana": several that nobody names. */
const plural =
  /^(?:unions|foundations|trusts|ministries|agencies|authorities|universities|institutions|cities|agences)\s/u

export const isSmallBody = (name: string): boolean =>
  /^\p{Ll}[^,;]{4,90}?[\s'’]\p{Lu}/u.test(name) && small.test(name) && !plural.test(name)
