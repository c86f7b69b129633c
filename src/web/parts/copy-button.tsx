import { useEffect, useState } from 'react'
import { useTexts } from '../texts.tsx'
import { Button } from './button.tsx'

/** Copies a text, and says that it did. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { shell } = useTexts()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <Button look="quiet" onClick={copy}>
      <span aria-live="polite">{copied ? shell.copied : (label ?? shell.copy)}</span>
    </Button>
  )
}
