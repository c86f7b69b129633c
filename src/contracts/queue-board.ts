/** A page that shows the queues as BullMQ keeps them, to be served under one address. It only shows: nothing is changed by it. */
export type QueueBoard = {
  page: string
  /** Folder of the scripts, styles and images that the page asks for under `static/`. */
  filesFolder: string
  /** What the page asks for, by the rest of its address; undefined where there is no such thing. */
  answer(path: string, query: Record<string, unknown>): Promise<{ status: number; body: unknown } | undefined>
}
