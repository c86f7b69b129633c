/** What was dropped or chosen: the files to send, and the names of those that were left out, by why. */
export type Taken = { files: File[]; noPdf: string[]; unreadable: string[] }

const nothing: Taken = { files: [], noPdf: [], unreadable: [] }

/**
 * What was dropped, folders with all that is below them. Of a folder only the PDFs are sent; a file that was dropped by
 * itself is sent whatever it is: the archive says why not.
 */
export async function takenFrom(transfer: DataTransfer): Promise<Taken> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return { ...nothing, files: [...transfer.files] }
  return joined(await Promise.all(entries.map((entry) => (isFile(entry) ? read(entry) : takenBelow(entry)))))
}

/** The same of a folder that was chosen, of which the browser gives all files at once. */
export function takenOf(chosen: readonly File[]): Taken {
  return joined(chosen.map((file) => (isPdf(file) ? { ...nothing, files: [file] } : leftOut(file))))
}

async function takenBelow(entry: FileSystemEntry): Promise<Taken> {
  if (isFile(entry)) return isPdf(entry) ? read(entry) : leftOut(entry)
  if (!isFolder(entry)) return nothing
  const reader = entry.createReader()
  const found: Taken[] = []
  try {
    // a reader gives a hundred at a time, and none in the end
    for (let batch = await batchOf(reader); batch.length > 0; batch = await batchOf(reader))
      for (const one of batch) found.push(await takenBelow(one))
  } catch {
    found.push({ ...nothing, unreadable: [entry.name] })
  }
  return joined(found)
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

type Named = { name: string }
const isPdf = ({ name }: Named): boolean => /\.pdf$/i.test(name)

/** What systems put into folders by themselves is missed by nobody. */
const leftOut = ({ name }: Named): Taken =>
  /^\.|^(?:thumbs\.db|desktop\.ini)$/i.test(name) ? nothing : { ...nothing, noPdf: [name] }

const read = (entry: FileSystemFileEntry): Promise<Taken> =>
  new Promise((resolve) =>
    entry.file(
      (file) => resolve({ ...nothing, files: [file] }),
      () => resolve({ ...nothing, unreadable: [entry.name] }),
    ),
  )

const batchOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))

const joined = (all: readonly Taken[]): Taken => ({
  files: all.flatMap(({ files }) => files),
  noPdf: all.flatMap(({ noPdf }) => noPdf),
  unreadable: all.flatMap(({ unreadable }) => unreadable),
})
