import type { z } from 'zod'

/** Pairs of one type as plain arrays of two: the same to every reader, and programs that know no `prefixItems` read them too. */
export const plainTuples: Pick<z.core.ToJSONSchemaParams, 'override'> = {
  override({ jsonSchema }) {
    const { prefixItems } = jsonSchema
    if (!prefixItems || jsonSchema.items !== false) return
    const [first, ...others] = prefixItems.map((item) => JSON.stringify(item))
    if (first === undefined || others.some((other) => other !== first)) return
    delete jsonSchema.prefixItems
    Object.assign(jsonSchema, { items: prefixItems[0], minItems: prefixItems.length, maxItems: prefixItems.length })
  },
}
