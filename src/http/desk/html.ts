/** Markup that was made by `html`; nothing else counts as such. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[] | undefined | false

/** Markup of which every value is shown as text, whatever it holds; only what `html` made is taken as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const shown = values.map(textOf)
  return new Html(parts.map((part, index) => part + (shown[index] ?? '')).join(''))
}

function textOf(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
