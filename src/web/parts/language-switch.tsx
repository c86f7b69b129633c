import { languages, useTexts, type LanguageCode } from '../texts.tsx'

export function LanguageSwitch() {
  const { shell, language, setLanguage } = useTexts()
  const codes: LanguageCode[] = ['en', 'fr', 'es']
  return (
    <select
      aria-label={shell.language}
      value={language}
      onChange={({ target }) => setLanguage(codes.find((code) => code === target.value) ?? 'en')}
    >
      {codes.map((code) => (
        <option key={code} value={code} lang={code}>
          {languages[code]}
        </option>
      ))}
    </select>
  )
}
