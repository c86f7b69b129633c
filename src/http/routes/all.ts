import type { Route } from '../route.ts'
import { addCorrection, listCorrections } from './corrections.ts'
import { deskFiles, showDesk, showOpsStatus } from './desk.ts'
import { listDocuments, showDocument } from './documents.ts'
import { showAnnotation, showCitation, showPage } from './evidence.ts'
import { exportCorrections } from './export-corrections.ts'
import { registerExports } from './export-registers.ts'
import { searchExports } from './export-search.ts'
import { feedRoutes } from './feeds.ts'
import { downloadFile } from './file.ts'
import { showMetrics } from './metrics.ts'
import { dismissDocument, dismissMany, retryDocument, retryMany } from './parked.ts'
import { pauseStages, resumeStages } from './pause.ts'
import { forgetDocument } from './forget.ts'
import { registerRoutes } from './registers.ts'
import { reindexArchive } from './reindex.ts'
import { reprocessArchive } from './reprocess.ts'
import { similarPassages } from './similar.ts'
import { search } from './search.ts'
import { listSearches, removeSearch, saveSearch, testSearch } from './searches.ts'
import { showSession, signIn, signOut } from './session.ts'
import { suggestNames } from './suggest.ts'
import { healthz, readyz, status } from './system.ts'
import { uploadFiles } from './upload.ts'
import { verifyArchive } from './verify.ts'

/** Every address of the API but that of its own description. */
export const routes: readonly Route[] = [
  uploadFiles,
  listDocuments,
  showDocument,
  forgetDocument,
  downloadFile,
  showPage,
  showAnnotation,
  showCitation,
  listCorrections,
  addCorrection,
  search,
  suggestNames,
  similarPassages,
  ...registerRoutes,
  ...registerExports,
  ...searchExports,
  ...feedRoutes,
  listSearches,
  saveSearch,
  removeSearch,
  testSearch,
  exportCorrections,
  showDesk,
  showOpsStatus,
  ...deskFiles,
  retryDocument,
  dismissDocument,
  retryMany,
  dismissMany,
  pauseStages,
  resumeStages,
  verifyArchive,
  reindexArchive,
  reprocessArchive,
  showSession,
  signIn,
  signOut,
  status,
  healthz,
  readyz,
  showMetrics,
]
