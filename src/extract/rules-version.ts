/** Grows with every change to a rule or a gazetteer, so that a document read by older rules can be told and read anew. */
export const rulesVersion = '1'
