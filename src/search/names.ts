/** Finds the id of a name in any of our languages, official, short or abbreviated; undefined where none is known. */
export type ResolveName = (name: string) => string | readonly string[] | undefined

/** What the query language knows of names. The search room holds no gazetteers: whoever opens it hands these in. */
export type NameResolvers = {
  /** "Nepal", "Népal", "NPL", "Sri Lanka" to ISO 3166-1 alpha-3. */
  resolveCountry?: ResolveName
  /** The name of a country that is spelled most nearly like one that nobody knows: "Nepal" for "Nepl". */
  nearCountry?: (name: string) => string | undefined
  /** "ASEAN", "West Africa", "011" to the code of a region or grouping. */
  resolveRegion?: ResolveName
  /** "Domestic Workers Convention", "ICRMW" to the code of an instrument; numbers such as 189 are understood without. */
  resolveInstrument?: ResolveName
  /** "SDC", "Swiss Agency for Development and Cooperation" to the id of an organisation. */
  resolveOrganisation?: ResolveName
}
