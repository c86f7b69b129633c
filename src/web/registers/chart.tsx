import { useRef } from 'react'
import { useWidth } from '../parts/use-width.ts'
import { useTexts } from '../texts.tsx'
import { scaleOf } from './scale.ts'

/** A value of a year; `low` and `high` are equal unless it is a range. */
export type ChartPoint = { key: string; year: number; low: number; high: number; current: boolean }

const height = 220
const edge = { top: 12, right: 16, bottom: 28 }
const digitWidth = 7.5

/**
 * Values over years, from zero up, in letters of one size whatever the width. It is hidden from those who listen: a table with
 * the same values has to stand beside it.
 */
export function Chart({ points }: { points: readonly ChartPoint[] }) {
  const { language } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 })
  const { bottom, top, ticks } = scaleOf(points.flatMap(({ low, high }) => [low, high]))
  const labels = ticks.map((tick) => ({ tick, text: short.format(tick) }))
  const left = 10 + digitWidth * Math.max(...labels.map(({ text }) => text.length))
  const years = points.map(({ year }) => year)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const x = (year: number) =>
    first === last
      ? (left + width) / 2
      : left + 12 + ((year - first) / (last - first)) * (width - left - 12 - edge.right)
  const y = (value: number) => edge.top + ((top - value) / (top - bottom)) * (height - edge.top - edge.bottom)
  const sorted = points.toSorted((one, other) => one.year - other.year)
  return (
    <div ref={place} className="chart" aria-hidden="true">
      {width > 0 && (
        <svg width={width} height={height}>
          {labels.map(({ tick, text }) => (
            <g key={tick}>
              <line className="chart-grid" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
              <text x={left - 8} y={y(tick)} textAnchor="end" dominantBaseline="central">
                {text}
              </text>
            </g>
          ))}
          {shownYears(first, last, width - left).map((year) => (
            <text key={year} x={x(year)} y={height - 6} textAnchor="middle">
              {year}
            </text>
          ))}
          <polyline
            className="chart-line"
            points={sorted.map(({ year, low, high }) => `${x(year)},${y((low + high) / 2)}`).join(' ')}
          />
          {sorted.map(({ key, year, low, high, current }) => (
            <g key={key} data-current={current || undefined}>
              {low < high && <line className="chart-range" x1={x(year)} x2={x(year)} y1={y(low)} y2={y(high)} />}
              <circle className="chart-point" cx={x(year)} cy={y((low + high) / 2)} r={current ? 6 : 4} />
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}

const yearWidth = 52

/** As many years as there is room for, at even distances. */
function shownYears(first: number, last: number, width: number): number[] {
  const most = Math.max(1, Math.floor(width / yearWidth))
  const step = Math.max(1, Math.ceil((last - first + 1) / most))
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step)
}
