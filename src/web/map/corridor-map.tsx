import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { RegisterEntry } from '../../contracts/registers.ts'
import { corridorLabel } from '../ask/labels.ts'
import { Button } from '../parts/button.tsx'
import { useWidth } from '../parts/use-width.ts'
import { entryAddress } from '../registers/places.ts'
import { Link } from '../router.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { flowsOf, thicknessOf, type Flow } from './flows.ts'
import { endsOf, frameOf, labelsOf, wholeWorld } from './frame.ts'
import { Legend } from './legend.tsx'
import { borders, graticule, outlineOf, shapes, wayBetween, width } from './world.ts'

/** Corridors as flows between outlines of countries, each leading to its entry; a table says the same. */
export function CorridorMap({ entries }: { entries: readonly RegisterEntry[] }) {
  const texts = useTexts()
  const { map } = texts
  const hint = useId()
  const flows = flowsOf(entries)
  const close = frameOf(flows)
  const [whole, setWhole] = useState(false)
  const [pointed, setPointed] = useState<Flow>()
  const frame = whole ? wholeWorld : close
  const picture = useRef<HTMLDivElement>(null)
  // so much of the map is one pixel: lines and letters keep their size however large it is shown
  const unit = frame.width / (useWidth(picture) || width)
  return (
    <figure className="map">
      <div ref={picture} className="map-picture">
        <svg
          viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
          role="group"
          aria-label={map.label(texts.number(flows.length), flows.length)}
          aria-describedby={hint}
        >
          <Land flows={flows} unit={unit} />
          <Flows flows={flows} unit={unit} pointed={pointed} onPoint={setPointed} />
          <g className="map-names" aria-hidden="true" fontSize={12 * unit} strokeWidth={3 * unit}>
            {labelsOf(endsOf(pointed ? [pointed] : flows), { nameOf: texts.placeName, frame, unit }).map((label) => (
              <text key={label.country} x={label.x} y={label.y}>
                {label.text}
              </text>
            ))}
          </g>
        </svg>
        {close !== wholeWorld && (
          <Button className="small" aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {map.wholeWorld}
          </Button>
        )}
        {pointed && (
          <p className="map-pointed" aria-hidden="true">
            {nameOf(pointed, texts)}
          </p>
        )}
      </div>
      <figcaption className="small muted">
        <Legend flows={flows} />
        <p id={hint}>{map.keys}</p>
        <p>{map.note}</p>
      </figcaption>
    </figure>
  )
}

/** The countries; those that a flow begins or ends in stand out, the smallest by a point. */
function Land({ flows, unit }: { flows: readonly Flow[]; unit: number }) {
  const parts = new Set(flows.flatMap(({ origin, destination }) => [outlineOf(origin), outlineOf(destination)]))
  return (
    <g aria-hidden="true" strokeWidth={0.6 * unit}>
      <path className="map-graticule" d={graticule} />
      {shapes.map(({ outline, d }) => (
        <path
          key={outline}
          className="map-land"
          data-outline={outline}
          data-part={parts.has(outline) || undefined}
          d={d}
        />
      ))}
      <path className="map-borders" d={borders} />
      {endsOf(flows).map(({ country, point: [x, y] }) => (
        <circle key={country} className="map-end" cx={x} cy={y} r={2.2 * unit} />
      ))}
    </g>
  )
}

type FlowsProps = {
  flows: readonly Flow[]
  unit: number
  pointed: Flow | undefined
  onPoint: (flow: Flow | undefined) => void
}

/** One stop of the keyboard: arrow keys go from flow to flow, most places first, and Enter, as on any link, opens. */
function Flows({ flows, unit, pointed, onPoint }: FlowsProps) {
  const group = useRef<SVGGElement>(null)
  const order = flows.toReversed()
  const [stop, setStop] = useState<string>()
  const current = order.find(({ key }) => key === stop) ?? order[0]
  const most = Math.max(1, ...flows.map(({ places }) => places))
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextOf(order, current, event.key)
    if (!next) return
    event.preventDefault()
    setStop(next.key)
    group.current?.querySelector<SVGAElement>(`[data-flow="${next.key}"]`)?.focus()
  }
  return (
    <g ref={group} onKeyDown={onKeyDown}>
      {flows.map((flow) => (
        <FlowLink
          key={flow.key}
          flow={flow}
          look={{ unit, thickness: thicknessOf(flow.places, most) }}
          faded={pointed !== undefined && pointed.key !== flow.key}
          isStop={flow.key === current?.key}
          onPoint={onPoint}
        />
      ))}
    </g>
  )
}

function nextOf(order: readonly Flow[], current: Flow | undefined, key: string): Flow | undefined {
  const at = order.findIndex((one) => one === current)
  if (key === 'ArrowRight' || key === 'ArrowDown') return order[Math.min(order.length - 1, at + 1)]
  if (key === 'ArrowLeft' || key === 'ArrowUp') return order[Math.max(0, at - 1)]
  if (key === 'Home') return order[0]
  return key === 'End' ? order.at(-1) : undefined
}

type FlowLinkProps = {
  flow: Flow
  look: { unit: number; thickness: number }
  faded: boolean
  isStop: boolean
  onPoint: FlowsProps['onPoint']
}

function FlowLink({ flow, look: { unit, thickness }, faded, isStop, onPoint }: FlowLinkProps) {
  const texts = useTexts()
  const id = useId()
  const { key, origin, destination, directed } = flow
  const head = (4 + 1.5 * thickness) * unit
  const way = wayBetween(origin, destination, directed ? head + 2 * unit : 0)
  return (
    <Link
      to={entryAddress('corridors', key)}
      className="map-flow"
      data-flow={key}
      data-faded={faded || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-label={nameOf(flow, texts)}
      onPointerEnter={() => onPoint(flow)}
      onPointerLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(flow)}
      onBlur={() => onPoint(undefined)}
    >
      {directed && (
        <marker
          id={id}
          viewBox="0 0 10 10"
          refX="1"
          refY="5"
          markerUnits="userSpaceOnUse"
          markerWidth={head}
          markerHeight={head}
          orient="auto"
        >
          <path d="M0,0L10,5L0,10z" />
        </marker>
      )}
      <path className="map-reach" d={way} strokeWidth={16 * unit} />
      <path
        className="map-way"
        d={way}
        strokeWidth={thickness * unit}
        markerEnd={directed ? `url(#${id})` : undefined}
      />
    </Link>
  )
}

const nameOf = ({ key, places }: Flow, texts: Texts): string =>
  `${corridorLabel(key, texts)}${texts.shell.colon}${texts.registers.places(texts.number(places), places)}`
