/**
 * True where that time lies less than so many milliseconds back. One that lies ahead is none of late: the clock was set back
 * since, and would take as long to come to it.
 */
export function isRecent(time: string, milliseconds: number, now = Date.now()): boolean {
  const passed = now - Date.parse(time)
  return passed >= 0 && passed < milliseconds
}
