import type { Disagreement, RegisterEntryAnswer, RegisterRow } from '../../contracts/registers.ts'
import { Link } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { readAddress } from './places.ts'
import { valueText } from './values.ts'

/** What documents say differently, side by side, each value with the documents that say so; nothing where they agree. */
export function Disagreements({ entry: { disagreements, evidence } }: { entry: RegisterEntryAnswer }) {
  const { registers } = useTexts()
  if (disagreements.length === 0) return null
  const rows = new Map(evidence.map((row) => [row.rowId, row]))
  return (
    <section className="disagreements" aria-labelledby="disagreements">
      <h2 id="disagreements">{registers.differently}</h2>
      <p className="muted small">{registers.differentlyHelp}</p>
      {disagreements.map((one) => (
        <Field key={one.field} disagreement={one} rows={rows} />
      ))}
    </section>
  )
}

type FieldProps = { disagreement: Disagreement; rows: ReadonlyMap<string, RegisterRow> }

function Field({ disagreement: { field, values }, rows }: FieldProps) {
  const texts = useTexts()
  const { registers } = texts
  const names: Record<string, string | undefined> = registers.facts
  return (
    <div className="disagreement">
      <h3>{names[field] ?? field}</h3>
      <ul className="claims">
        {values.map(({ value, evidence }) => (
          <li key={JSON.stringify(value)}>
            <p className="claim">{valueText(field, value, texts)}</p>
            <ul className="small">
              {documentsOf(evidence, rows).map(({ documentId, row }) => (
                <li key={documentId}>
                  {row ? (
                    <Link to={readAddress(row)}>
                      {row.documentTitle}, {texts.ask.pageShort(row.page)}
                    </Link>
                  ) : (
                    <Link to={`/read/${documentId}`}>{registers.documentOf(documentId.slice(0, 8))}</Link>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Each document once, with the first place in it, where that is at hand. */
function documentsOf(rowIds: readonly string[], rows: FieldProps['rows']) {
  const byDocument = Map.groupBy(rowIds, (rowId) => rowId.slice(0, 64))
  return [...byDocument].map(([documentId, ids]) => ({
    documentId,
    row: ids.map((rowId) => rows.get(rowId)).find((row) => row !== undefined),
  }))
}
