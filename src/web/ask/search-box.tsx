import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { Suggestion } from '../../contracts/suggestions.ts'
import { api } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { labelOf } from './labels.ts'

const restMilliseconds = 120

/** The one box: what is typed is the query language; names are completed, and nothing is sent before it is asked. */
export function SearchBox({ q, onAsk }: { q: string; onAsk: (q: string) => void }) {
  const texts = useTexts()
  const { ask } = texts
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const [chosen, setChosen] = useState(-1)
  const [open, setOpen] = useState(false)
  const suggestions = useSuggestions(open ? lastWord(typed) : '')
  const shown = open && suggestions.length > 0

  useEffect(() => setTyped(q), [q])

  const send = (text: string) => {
    setOpen(false)
    setChosen(-1)
    onAsk(text.trim())
  }
  const take = ({ insert }: Suggestion) => {
    const text = `${typed.slice(0, typed.length - lastWord(typed).length)}${insert} `
    setTyped(text)
    send(text)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown) {
      event.preventDefault()
      setChosen((at) => ((at + 1 + step + suggestions.length + 1) % (suggestions.length + 1)) - 1)
    }
    if (event.key === 'Escape') {
      if (!shown) input.current?.blur()
      setOpen(false)
      setChosen(-1)
    }
  }
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const suggestion = shown ? suggestions[chosen] : undefined
        if (suggestion) take(suggestion)
        else send(typed)
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        {ask.box}
      </label>
      <div className="search-field">
        <input
          id={id}
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && chosen >= 0 ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={ask.placeholder}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setOpen(true)
            setChosen(-1)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        <ul id={`${id}-list`} role="listbox" aria-label={ask.suggestions} className="suggestions" hidden={!shown}>
          {suggestions.map((suggestion, at) => (
            <li
              key={`${suggestion.kind}:${suggestion.value}`}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === chosen}
              // the box would lose the focus, and the list be gone, before the click
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(suggestion)}
            >
              <span className="suggestion-label">{namedIn(suggestion, texts)}</span>
              <span className="muted small">
                {suggestion.kind === 'word' ? '' : ask.fields[suggestion.kind]} {suggestion.count}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Button type="submit" look="primary">
        {ask.search}
      </Button>
    </form>
  )
}

/** A place is called as the reader calls it, whatever name of it was typed. */
const namedIn = ({ kind, value, label }: Suggestion, texts: Texts): string =>
  kind === 'country' || kind === 'region' ? labelOf(kind, value, texts) : label

/** What is being typed: all behind the last blank or open quotation mark, with the field's name that a suggestion brings anew. */
const lastWord = (typed: string): string => /(?:\w+:)?(?:"[^"]*|[^"\s]*)$/.exec(typed)?.[0] ?? ''

/** Suggestions for a word, a moment after the last key; those to an older word are never shown. */
export function useSuggestions(word: string): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([])
  useEffect(() => {
    const asked = word.replace(/^\w+:/, '').replaceAll('"', '')
    if (asked.length < 2) return setSuggestions([])
    let current = true
    const timer = setTimeout(() => {
      // who types must not be disturbed: without suggestions the box works as well
      api.suggest({ q: asked, size: 8 }).then(
        (answer) => current && setSuggestions(answer.suggestions),
        () => current && setSuggestions([]),
      )
    }, restMilliseconds)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [word])
  return suggestions
}
