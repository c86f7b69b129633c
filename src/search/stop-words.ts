/**
 * Words that say nothing by themselves, without accents, for the languages in which people ask. A query need not find
 * them; both indexes go by these lists, so that they agree. A language not listed has none.
 */
const lists = {
  en: `a about after all also an and any are as at be because been before being between both but by can could did do does
    during each for from had has have he her here his how i if in into is it its may more most my no nor not of on or other
    our out over own she should so some such than that the their them then there these they this those through to under up
    upon was we were what when where which while who whom why will with would you your`,
  fr: `a afin alors apres au aucun aussi autre aux avant avec car ce cela ces cet cette ceux chez ci comme comment dans de des
    depuis donc dont du elle elles en encore entre est et etaient etait etant ete etre eu eux fait il ils je la le les leur
    leurs lors lui mais me meme mes moi mon ne ni nos notre nous on ont ou par parmi pas pendant peu peut plus pour pourquoi
    qu quand que quel quelle quelles quels qui sa sans se selon sera ses si son sont sous sur ta te tes ton tous tout toute
    toutes tres tu un une vos votre vous y`,
  es: `a al algo algunas algunos ante antes aquel aquella asi aun aunque cada como con contra cual cuales cuando de del desde
    donde durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estan estas este esto estos
    fue fueron ha habia han hasta hay la las le les lo los mas me mi mientras muy ni no nos nosotros o otra otras otro otros
    para pero por porque pues que quien quienes se sea segun ser si sido sin sobre son su sus tal tambien tan tanto te tiene
    tienen todo todos tras tu un una unas uno unos y ya`,
}

const byLanguage = Object.values(lists).map((list) => new Set(list.split(/\s+/)))

/** Of a query's words, without accents, those that say nothing in the language in which most of them do; English first. */
export function idleWords(words: readonly string[]): Set<string> {
  let most = new Set<string>()
  for (const list of byLanguage) {
    const idle = new Set(words.filter((word) => list.has(word)))
    if (idle.size > most.size) most = idle
  }
  return most
}
