// What pdf.js expects of a browser, for reading only. Imported before pdf.js.

/** pdf.js makes one when it is loaded; the parser process has no right to load the native canvas that would bring it. */
const unusedMatrix = class {
  readonly drawn = false
}

/** Without fonts to load, pdf.js would draw the outline of every glyph, for pages that nobody draws. */
const unusedFont = class {
  readonly loaded = Promise.resolve()
}

const DOMMatrix: unknown = Reflect.get(globalThis, 'DOMMatrix') ?? unusedMatrix
const FontFace: unknown = Reflect.get(globalThis, 'FontFace') ?? unusedFont
Object.assign(globalThis, { DOMMatrix, FontFace })

/** A document for pdf.js to put fonts into. */
export const unusedDocument = { fonts: { add: () => {}, delete: () => {} } }
