import { useEffect, useState } from 'react'

/** The PDFs among what was dropped, those within folders as well. Others are sent too where they were dropped by themselves: the archive says why not. */
async function filesIn(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...transfer.files]
  const lists = await Promise.all(
    entries.map(async (entry) => (entry.isFile ? [await fileOf(entry)] : pdfsBelow(entry))),
  )
  return lists.flat()
}

async function pdfsBelow(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return /\.pdf$/i.test(entry.name) ? [await fileOf(entry)] : []
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const files: File[] = []
  // a reader gives a hundred at a time, and none in the end
  for (let batch = await batchOf(reader); batch.length > 0; batch = await batchOf(reader))
    for (const one of batch) files.push(...(await pdfsBelow(one)))
  return files
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemEntry): Promise<File> =>
  new Promise((resolve, reject) => (isFile(entry) ? entry.file(resolve, reject) : reject(new Error(entry.name))))

const batchOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))

/** Takes what is dropped anywhere on the page; tells whether something is held over it. */
export function useDrop(enabled: boolean, onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!enabled) return
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!event.dataTransfer || !holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      filesIn(event.dataTransfer).then(onFiles, () => undefined)
    }
    addEventListener('dragover', onOver)
    addEventListener('dragleave', onLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onOver)
      removeEventListener('dragleave', onLeave)
      removeEventListener('drop', onDrop)
    }
  }, [enabled, onFiles])
  return over
}
