// pdf.js makes a DOMMatrix when it is loaded, for drawing. We never draw, and the parser process has no right to load the
// native canvas that would bring one. Imported before pdf.js.

const unusedMatrix = class {
  readonly drawn = false
}

Object.assign(globalThis, { DOMMatrix: Reflect.get(globalThis, 'DOMMatrix') ?? unusedMatrix })
