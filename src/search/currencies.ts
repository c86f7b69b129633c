const dollars = ['$', 'USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'JMD', 'TTD', 'BBD', 'FJD', 'NAD', 'LRD', 'XCD']

/** The currencies that are meant: a bare `$` is any dollar, and a figure printed with a bare `$` is of no other currency. */
export function currenciesOf(currency: string): readonly string[] {
  return currency === '$' ? dollars : [currency]
}
